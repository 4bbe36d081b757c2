import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type FileStamp, isSameStamp } from "./file-stamp";
import type { JobResult, ScanJob } from "./scan-jobs";

/** The most bytes that one pack keeps, and that all packs keep together. */
const MAX_PACK = 128 * 1024 * 1024;
const MAX_FOLDER = 512 * 1024 * 1024;

/** The first line of a pack: the form, and the digest of what follows. */
const HEADER = /^rampart-scan-2 ([0-9a-f]{40})\n/;

/** The hexadecimal digits of a key. */
const KEY = 40;

/** What came of a job that could be read. */
type Scanned = Extract<JobResult, { scan: unknown }>;

/**
 * What was found in files the last time, before policy: facts and findings of document rules, by the content of the
 * file. All that one kind of call needs lies in one file, a pack, which is written anew beside it and then renamed: runs
 * at the same time do not harm each other, and what is torn is not believed. Neither facts nor findings hold values of
 * Secrets.
 *
 * A pack also notes which content a file had at a stamp of the file system, so that a file that did not change since
 * need not be read. The content is the truth: stamps only tell which one it is.
 */
export interface ScanCache {
  /** Whether nothing is known yet, so that looking is not worth reading. */
  readonly isEmpty: boolean;
  /** The id of the content that a file has at a stamp, where it was seen with the very same. */
  idAt(path: string, stamp: FileStamp): string | undefined;
  /** Notes the content of a file at a stamp that was taken before it was read. */
  note(path: string, stamp: FileStamp, id: string): void;
  get(job: ScanJob, id: string): Scanned | undefined;
  /** Keeps what came of a job, under the id that it carries; `json` spares making it. */
  put(job: ScanJob, result: Scanned, json?: string): void;
  /** Writes the pack where something is new. Never throws: a cache that cannot be written is none. */
  save(): void;
}

type Stamps = Readonly<Record<string, readonly [id: string, stamp: FileStamp]>>;

interface Pack {
  readonly stamps: Stamps;
  /** The JSON of results, by key. */
  readonly entries: ReadonlyMap<string, string>;
}

/**
 * Opens the pack of an identity: the version of the tool, the policies, the working directory – all beside the file
 * itself that its findings depend on.
 */
export function openScanCache(folder: string, identity: readonly unknown[]): ScanCache {
  const path = join(folder, `${digest(JSON.stringify(identity))}.pack`);
  const known = readPack(path);
  const used = new Map<string, string>();
  const stamps: Record<string, readonly [string, FileStamp]> = {};
  let isChanged = false;
  return {
    isEmpty: known.entries.size === 0,
    idAt(file, stamp) {
      const noted = Object.hasOwn(known.stamps, file) ? known.stamps[file] : undefined;
      if (!noted || !isSameStamp(noted[1], stamp)) return undefined;
      stamps[file] = noted;
      return noted[0];
    },
    note(file, stamp, id) {
      stamps[file] = [id, stamp];
      isChanged = true;
    },
    get(job, id) {
      const key = keyOf(job, id);
      const json = known.entries.get(key);
      if (json === undefined) return undefined;
      try {
        const result = JSON.parse(json) as Scanned;
        used.set(key, json);
        return result;
      } catch {
        return undefined;
      }
    },
    put(job, result, json) {
      if (result.id === undefined) return;
      used.set(keyOf(job, result.id), json ?? JSON.stringify(result));
      isChanged = true;
    },
    save() {
      if (!isChanged) return;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writePack(path, withOlder(stamps, known.stamps), new Map([...used, ...known.entries]));
        prune(folder);
      } catch {
        // A full disk or a folder that is not ours: the next run reads everything again.
      }
    },
  };
}

/** The key of a job: what its outcome depends on, beside the identity of the pack. */
function keyOf({ name, isPatchFile, explicit, reported, policy }: ScanJob, id: string): string {
  return digest([name, isPatchFile, explicit, reported, policy, id].join("\u0000"));
}

function digest(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

const NO_PACK: Pack = { stamps: {}, entries: new Map() };

function readPack(path: string): Pack {
  try {
    const text = readFileSync(path, "utf8");
    const header = HEADER.exec(text);
    const body = header ? text.slice(header[0].length) : "";
    if (!header || digest(body) !== header[1]) return NO_PACK;
    const first = body.indexOf("\n");
    const stamps = JSON.parse(body.slice(0, first)) as Stamps;
    const entries = new Map<string, string>();
    for (let start = first + 1; start < body.length; ) {
      const end = body.indexOf("\n", start);
      entries.set(body.slice(start, start + KEY), body.slice(start + KEY + 1, end));
      start = end + 1;
    }
    return { stamps, entries };
  } catch {
    // No pack, or none that can be read.
    return NO_PACK;
  }
}

/** The most stamps that a pack keeps of files that this call did not see. */
const MAX_OLDER = 100_000;

/** The stamps of this call, and those that another call with the same identity has noted of other files. */
function withOlder(stamps: Stamps, older: Stamps): Stamps {
  return { ...Object.fromEntries(Object.entries(older).slice(0, MAX_OLDER)), ...stamps };
}

/** Writes the stamps, and of the entries what there is room for: those that were used come first. */
function writePack(path: string, stamps: Stamps, entries: ReadonlyMap<string, string>): void {
  const lines: string[] = [`${JSON.stringify(stamps)}\n`];
  let size = 0;
  for (const [key, json] of entries) {
    size += json.length + KEY + 2;
    if (size > MAX_PACK) break;
    lines.push(`${key} ${json}\n`);
  }
  const body = lines.join("");
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, `rampart-scan-2 ${digest(body)}\n${body}`, { mode: 0o600 });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes the oldest packs where there are too many bytes of them, and what runs that were ended have left. */
function prune(folder: string): void {
  const files = readdirSync(folder)
    .map((name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = statSync(path);
      return { path, size, age: Date.now() - mtimeMs, isTemporary: name.endsWith(".tmp") };
    })
    .sort((a, b) => a.age - b.age);
  let total = 0;
  for (const { path, size, age, isTemporary } of files) {
    total += size;
    if (total > MAX_FOLDER || (isTemporary && age > 3_600_000)) rmSync(path, { force: true });
  }
}
