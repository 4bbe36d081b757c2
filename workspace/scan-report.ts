import { type ManifestFile, readManifestFile } from "../engine/analyze-file";
import type { Fact } from "../engine/inventory/fact";
import type { Waiver } from "../engine/policy/configuration";
import { type JudgedFile, type JudgedFinding, judgeLocated } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { waiverFindings } from "../engine/policy/waiver-findings";
import { rules } from "../engine/rules/registry";
import type { ReportedFile, ReportParts } from "./build-report";
import { runCachedJobs } from "./cached-jobs";
import { type FileRow, fileRows, type RowExtras } from "./file-rows";
import { judgeScopes } from "./judge-scopes";
import { readManifest } from "./read-file";
import {
  checkGaps,
  isEnabledById,
  type ScanError,
  type ScanFile,
  type ScanRequest,
  type SkippedPart,
  silencersOf,
} from "./scan";
import type { ScanCache } from "./scan-cache";
import type { JobResult, JobSetup, ScanJob } from "./scan-jobs";
import type { ThreadOptions } from "./scan-threads";
import { type Kustomizations, readKustomizations } from "./scopes";

/** A scan for a report: files are read in threads, and dropped when their facts and findings are known. */
export interface ReportScanRequest extends ScanRequest {
  /** Carry the edits of every fix. */
  readonly withFixes: boolean;
  /** Threads in all; 1 for this one alone. */
  readonly concurrency: number;
  /** The fewest files that are worth a thread. */
  readonly leastShare: number;
  /** A script that calls `runScanThread` first thing. */
  readonly threadScript?: string;
  /** Opens the cache for what the findings depend on beside the files. */
  openCache?(policies: JobSetup["policies"]): ScanCache;
  /** Whether a file's findings are in this report: `false` for what another shard reports. */
  isShown?(name: string): boolean;
  /** Called when a phase is over. */
  onPhase?(name: string): void;
}

/** Files of other findings' related places that are kept parsed. */
const KEPT_FILES = 64;

const KUSTOMIZATION = /(^|\/)[Kk]ustomization(\.ya?ml)?$/;

/** What a report is made of, and what limiting it to a change needs beside. */
export interface ScannedParts extends ReportParts {
  /** The files of each scope, by the scope's name; the open scope of the workspace is `""`. */
  readonly scopeFiles: ReadonlyMap<string, ReadonlySet<string>>;
  /** The id of a file's content, as git would give it; `undefined` where nobody has worked it out. */
  idOf(name: string): string | undefined;
}

/** Scans files and returns what a report is made of: the same as `scan`, without holding on to texts and trees. */
export async function scanForReport(request: ReportScanRequest): Promise<ScannedParts> {
  const { setup, kustomizationFiles } = prepare(request);
  const cache = request.openCache?.(setup.policies);
  const results = await runCachedJobs({ ...setup, withIds: cache !== undefined }, threadsOf(request), cache);
  request.onPhase?.("files");
  const skipped: SkippedPart[] = [];
  const errors: ScanError[] = [];
  const facts: Fact[] = [];
  const names: string[] = [];
  const rows = new Map<string, FileRow[]>();
  const scans = new Map<string, Extract<JobResult, { scan: unknown }>["scan"]>();
  const reported = new Set<string>();
  const ids = new Map<string, string>();
  const partial = new Set<string>();
  results.forEach((result, at) => {
    const entry = request.files[at] as ScanFile;
    const { name } = entry;
    if ("scan" in result) {
      const { scan, id } = result;
      names.push(name);
      if (id !== undefined) ids.set(name, id);
      for (const fact of scan.facts) facts.push(fact);
      if (scan.errors.length > 0 || scan.skipped.includes("template")) partial.add(name);
      if (!entry.reported) return;
      reported.add(name);
      for (const reason of scan.skipped) skipped.push({ file: name, reason });
      errors.push(...scan.errors);
      // What is found in a template when it is rendered may be ignored there.
      scans.set(name, scan);
      if (scan.holdsResources) rows.set(name, [...scan.rows]);
    } else if (entry.reported && "skipped" in result) skipped.push({ file: name, reason: result.skipped });
    else if (entry.reported && "error" in result) errors.push({ file: name, message: result.error });
  });
  const kustomizations = readKustomizations(
    names.map(
      (file) => kustomizationFiles.get(file) ?? { file, documents: [], isPartial: partial.has(file) },
    ),
  );
  const fileByName = createFileReader(request.files, kustomizations);
  const verdicts = await judgeScopes({
    ...request,
    facts,
    kustomizations,
    isReported: (name) => reported.has(name),
    documentFindings: (name) => (rows.get(name) ?? []).map(({ finding }) => finding),
    fileOf: fileByName,
  });
  skipped.push(...verdicts.skipped);
  errors.push(...verdicts.errors);
  request.onPhase?.("scopes");
  for (const [name, own] of rows)
    rows.set(
      name,
      own.filter(({ finding }) => verdicts.holds(name, finding)),
    );
  for (const [name, findings] of verdicts.byFile) {
    const file = fileByName(name);
    if (file)
      rows.set(name, [...(rows.get(name) ?? []), ...fileRows(file, findings, fileByName, request.withFixes)]);
  }
  const gaps = checkGaps(request, names, fileByName);
  errors.push(...gaps.problems);
  for (const name of new Set(gaps.findings.map((each) => each.file))) {
    const file = reported.has(name) ? fileByName(name) : undefined;
    const own = gaps.findings.filter((each) => each.file === name).map(({ finding }) => finding);
    if (file)
      rows.set(name, [...(rows.get(name) ?? []), ...fileRows(file, own, fileByName, request.withFixes)]);
  }
  const used = new Set<Waiver>();
  const judged = new Map<string, JudgedFile<FileRow>>();
  for (const [name, own] of rows) {
    const suppressions = scans.get(name)?.suppressions ?? [];
    const silencers = silencersOf(request, name, used);
    judged.set(name, judgeLocated(own, suppressions, verdicts.policyOf(name), silencers));
  }
  addWaiverFindings(request, used, judged, fileByName);
  const isShown = request.isShown ?? (() => true);
  let documents = verdicts.made;
  const files = [...judged]
    .filter(([name]) => isShown(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, verdict]): ReportedFile => {
      documents += scans.get(file)?.documents ?? 0;
      return {
        file,
        judged: verdict,
        extrasOf: extrasOfRow,
        scopesOf: ({ finding }) => verdicts.scopesOf(file, finding),
      };
    });
  request.onPhase?.("policy");
  return {
    files,
    documents,
    skipped: skipped.filter(({ file }) => isShown(file)),
    errors: errors.filter(({ file }) => isShown(file)),
    scopeFiles: verdicts.scopeFiles,
    idOf: (name) => ids.get(name),
  };
}

function threadsOf({ concurrency, leastShare, threadScript, onProgress }: ReportScanRequest): ThreadOptions {
  return {
    concurrency,
    leastShare,
    ...(threadScript === undefined ? {} : { script: threadScript }),
    ...(onProgress ? { onProgress } : {}),
  };
}

const NO_EXTRAS: RowExtras = { fixable: false, related: [] };

/** Rows carry their extras; faults of suppressions and waivers have none. */
function extrasOfRow(judged: JudgedFinding & Partial<RowExtras>): RowExtras {
  const { fixable, related, fixes } = judged;
  return fixable === undefined || !related ? NO_EXTRAS : { fixable, related, ...(fixes ? { fixes } : {}) };
}

/** Makes the jobs. Kustomizations are read first, since they tell which files are patches. */
function prepare(request: ReportScanRequest): {
  setup: Omit<JobSetup, "withIds">;
  kustomizationFiles: ReadonlyMap<string, ManifestFile>;
} {
  const kustomizationFiles = new Map<string, ManifestFile>();
  for (const { name, path } of request.files) {
    if (path === undefined || !KUSTOMIZATION.test(name)) continue;
    const read = readManifest(path);
    if ("text" in read) kustomizationFiles.set(name, readManifestFile(name, read.text));
  }
  const pathOf = new Map(request.files.map(({ name, path }) => [name, path]));
  const { patchFiles } = readKustomizations([...kustomizationFiles.values()]);
  for (const name of patchFiles) {
    const path = pathOf.get(name);
    const read = path === undefined ? undefined : readManifest(path);
    if (read && "text" in read)
      kustomizationFiles.set(name, readManifestFile(name, read.text, { isPatchFile: true }));
  }
  const indexOf = new Map<Policy, number>();
  const jobs = request.files.map(({ name, path, text, explicit, reported }): ScanJob => {
    const policy = request.policyFor(name);
    const index = indexOf.get(policy) ?? indexOf.size;
    indexOf.set(policy, index);
    const isPatchFile = patchFiles.has(name);
    return {
      name,
      path,
      ...(text === undefined ? {} : { text }),
      isPatchFile,
      explicit,
      reported,
      policy: index,
    };
  });
  const policies = [...indexOf.keys()].map(({ options, isEnabled }) => ({
    options,
    enabled: rules.filter(isEnabled).map(({ id }) => id),
  }));
  return { setup: { jobs, policies, withFixes: request.withFixes }, kustomizationFiles };
}

/** Reads and parses single files again, for what inventory rules found in them or point at; keeps a few. */
function createFileReader(files: readonly ScanFile[], { patchFiles }: Kustomizations) {
  const entries = new Map(files.map((entry) => [entry.name, entry]));
  const kept = new Map<string, ManifestFile>();
  return (name: string): ManifestFile | undefined => {
    const known = kept.get(name);
    if (known) return known;
    const entry = entries.get(name);
    if (!entry) return undefined;
    const read =
      entry.text !== undefined || entry.path === undefined
        ? { text: entry.text ?? "" }
        : readManifest(entry.path);
    if (!("text" in read)) return undefined;
    const file = readManifestFile(name, read.text, { isPatchFile: patchFiles.has(name) });
    kept.set(name, file);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_FILES && oldest !== undefined) kept.delete(oldest);
    return file;
  };
}

/** Waivers that expired or cover nothing are findings of the files that declare them, where those are reported. */
function addWaiverFindings(
  request: ReportScanRequest,
  used: ReadonlySet<Waiver>,
  judged: Map<string, JudgedFile<FileRow>>,
  fileByName: (name: string) => ManifestFile | undefined,
): void {
  const all = waiverFindings(request.waivers ?? [], used, request.today ?? "");
  for (const name of new Set(all.map(({ file }) => file))) {
    const before = judged.get(name);
    const file = before && fileByName(name);
    if (!file) continue;
    const policy = request.policyFor(name);
    const own = all.filter((each) => each.file === name && isEnabledById(policy, each.finding));
    const findings = own.map(({ finding }) => finding);
    const extra = judgeLocated(fileRows(file, findings, fileByName, false), [], policy);
    judged.set(name, { ...before, findings: [...before.findings, ...extra.findings] });
  }
}
