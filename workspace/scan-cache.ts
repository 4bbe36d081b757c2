import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FileScan } from "./file-scan";
import type { ScanJob } from "./scan-jobs";

/** The most bytes that one pack keeps, and that all packs keep together. */
const MAX_PACK = 128 * 1024 * 1024;
const MAX_FOLDER = 512 * 1024 * 1024;

/** The first line of a pack: the form, and the digest of what follows. */
const HEADER = /^rampart-scan-1 ([0-9a-f]{40})\n/;

/**
 * What was found in files the last time, before policy: facts and findings of document rules. All that one kind of call
 * needs lies in one file, a pack, which is written anew beside it and then renamed: runs at the same time do not harm
 * each other, and what is torn is not believed. Neither facts nor findings hold values of Secrets.
 */
export interface ScanCache {
  /** Whether nothing is known yet, so that looking is not worth reading. */
  readonly isEmpty: boolean;
  get(key: string): FileScan | undefined;
  put(key: string, scan: FileScan): void;
  /** Writes the pack where something is new. Never throws: a cache that cannot be written is none. */
  save(): void;
}

/**
 * Opens the pack of an identity: the version of the tool, the policies, the working directory – all beside the file
 * itself that its findings depend on.
 */
export function openScanCache(folder: string, identity: readonly unknown[]): ScanCache {
  const path = join(folder, `${digest(JSON.stringify(identity))}.pack`);
  const known = readPack(path);
  const used = new Map<string, string>();
  let isChanged = false;
  return {
    isEmpty: known.size === 0,
    get(key) {
      const text = known.get(key);
      if (text === undefined) return undefined;
      try {
        const scan = JSON.parse(text) as FileScan;
        used.set(key, text);
        return scan;
      } catch {
        return undefined;
      }
    },
    put(key, scan) {
      used.set(key, JSON.stringify(scan));
      isChanged = true;
    },
    save() {
      if (!isChanged) return;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writePack(path, used, known);
        prune(folder);
      } catch {
        // A full disk or a folder that is not ours: the next run reads everything again.
      }
    },
  };
}

/** The key of a job: what its outcome depends on, beside the identity of the pack. */
export function jobKey(job: ScanJob, text: string): string {
  const flags = [job.name, job.isPatchFile, job.explicit, job.reported, job.policy].join("\u0000");
  return digest(`${flags}\u0000${text}`);
}

function digest(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

function readPack(path: string): Map<string, string> {
  const entries = new Map<string, string>();
  try {
    const text = readFileSync(path, "utf8");
    const header = HEADER.exec(text);
    const body = header ? text.slice(header[0].length) : "";
    if (!header || digest(body) !== header[1]) return entries;
    for (let start = 0; start < body.length; ) {
      const end = body.indexOf("\n", start);
      entries.set(body.slice(start, start + 40), body.slice(start + 41, end));
      start = end + 1;
    }
  } catch {
    // No pack, or none that can be read.
  }
  return entries;
}

/** Writes what was used, and of the rest what there is room for. */
function writePack(path: string, used: ReadonlyMap<string, string>, rest: ReadonlyMap<string, string>): void {
  const lines: string[] = [];
  let size = 0;
  for (const [key, text] of new Map([...used, ...rest])) {
    size += text.length + 42;
    if (size > MAX_PACK) break;
    lines.push(`${key} ${text}\n`);
  }
  const body = lines.join("");
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(temporary, `rampart-scan-1 ${digest(body)}\n${body}`, { mode: 0o600 });
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
