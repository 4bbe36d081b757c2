import { analyzeFile, type ManifestFile, readManifestFile } from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import type { Fact } from "../engine/inventory/fact";
import type { Baseline } from "../engine/policy/baseline";
import type { Waiver } from "../engine/policy/configuration";
import {
  type JudgedFile,
  judgeFindings,
  judgeLocated,
  locateFindings,
  type Silencers,
} from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { waiverFindings } from "../engine/policy/waiver-findings";
import { holdsOn, waives } from "../engine/policy/waivers";
import { ruleById } from "../engine/rules/registry";
import type { Position } from "../engine/yaml/text-position";
import { type CheckedGaps, type CommittedGapsRequest, checkCommittedGaps } from "./committed-gaps";
import { countDocuments, holdsResources, problemsOf } from "./file-scan";
import { judgeScopes } from "./judge-scopes";
import { readManifest } from "./read-file";
import type { RenderOptions } from "./render";
import { readKustomizations } from "./scopes";

/** A file to scan: where to read it and how reports call it. */
export interface ScanFile {
  /** Absolute path, or `undefined` where `text` is given (standard input). */
  readonly path: string | undefined;
  /** Relative, forward slashes; `-` for standard input. */
  readonly name: string;
  readonly text?: string;
  /** Named by the user: its errors count even if it is not ours. */
  readonly explicit: boolean;
  /** Whether its findings are reported; files that are only known lend their facts to the scope. */
  readonly reported: boolean;
}

/** What to scan and how to judge. */
export interface ScanRequest {
  readonly files: readonly ScanFile[];
  /** The policy of a file, by its name. Policies of files with the same configuration are the same object. */
  policyFor(name: string): Policy;
  /** Folders that are deployed whole. */
  readonly declaredScopes?: readonly string[];
  /** Run inventory rules too. */
  readonly cross: boolean;
  /** How scopes are rendered; not at all where it is absent. */
  readonly render?: RenderOptions;
  /** What committed comparisons of environments are checked by; absent: they are not. */
  readonly gaps?: Pick<CommittedGapsRequest, "configured" | "policies">;
  /** The waivers in sight. */
  readonly waivers?: readonly Waiver[];
  /** Whether a waiver reaches a file, by its name: its configuration lies above it, and its glob matches. */
  reaches?(waiver: Waiver, name: string): boolean;
  /** The day on which waivers are judged, `YYYY-MM-DD`. */
  readonly today?: string;
  readonly baseline?: Baseline;
  /** Leave suppressions that were written for other tools aside. */
  readonly ignoreForeign?: boolean;
  /** Called after each file, for a progress line. */
  onProgress?(done: number, total: number): void;
}

/** A scanned file with its findings, judged. */
export interface ScannedFile {
  readonly file: ManifestFile;
  readonly judged: JudgedFile;
  /** The scopes in which each inventory finding was made; document findings hold in all. */
  scopesOf(finding: Finding): readonly string[];
}

/** A file or document that was not judged, and why. */
export interface SkippedPart {
  readonly file: string;
  readonly reason: string;
}

/** A file or document that could not be read. Positions are 0-based. */
export interface ScanError {
  readonly file: string;
  readonly start?: Position;
  readonly end?: Position;
  readonly message: string;
}

/** Everything a report is made of. */
export interface ScanResult {
  /** Reported files that hold resources, sorted by name. */
  readonly files: readonly ScannedFile[];
  readonly documents: number;
  /** The files of each scope, by the scope's name; the open scope of the workspace is `""`. */
  readonly scopeFiles: ReadonlyMap<string, ReadonlySet<string>>;
  readonly skipped: readonly SkippedPart[];
  readonly errors: readonly ScanError[];
}

/** Of a file that is not reported only the facts are wanted. */
const NO_RULE = () => false;

/** Reads, judges and indexes files. One unreadable file never hides the others; never throws for what is in a file. */
export async function scan(request: ScanRequest): Promise<ScanResult> {
  const skipped: SkippedPart[] = [];
  const errors: ScanError[] = [];
  const read: { readonly entry: ScanFile; readonly file: ManifestFile }[] = [];
  for (const entry of request.files) {
    const result =
      entry.text !== undefined || entry.path === undefined
        ? { text: entry.text ?? "" }
        : await readManifest(entry.path);
    if ("text" in result) read.push({ entry, file: readManifestFile(entry.name, result.text) });
    else if (entry.reported && "skipped" in result)
      skipped.push({ file: entry.name, reason: result.skipped });
    else if (entry.reported && "error" in result) errors.push({ file: entry.name, message: result.error });
    request.onProgress?.(read.length, request.files.length);
  }
  const kustomizations = readKustomizations(read.map(({ file }) => file));
  const facts: Fact[] = [];
  const findings = new Map<string, Finding[]>();
  const files = read.map(({ entry, file: first }) => {
    const file = kustomizations.patchFiles.has(entry.name)
      ? readManifestFile(entry.name, first.text, { isPatchFile: true })
      : first;
    const policy = request.policyFor(entry.name);
    const analysis = analyzeFile(file, policy.options, entry.reported ? policy.isEnabled : NO_RULE);
    facts.push(...analysis.facts);
    if (entry.reported) {
      findings.set(entry.name, [...analysis.findings]);
      const problems = problemsOf(file, entry.explicit);
      for (const reason of problems.skipped) skipped.push({ file: entry.name, reason });
      errors.push(...problems.errors);
    }
    return { entry, file };
  });
  const fileByName = new Map(files.map(({ file }) => [file.file, file]));
  const verdicts = await judgeScopes({
    ...request,
    facts,
    kustomizations,
    isReported: (name) => findings.has(name),
    documentFindings: (name) => findings.get(name) ?? [],
    fileOf: (name) => fileByName.get(name),
  });
  skipped.push(...verdicts.skipped);
  errors.push(...verdicts.errors);
  const gaps = checkGaps(request, [...fileByName.keys()], (name) => fileByName.get(name));
  errors.push(...gaps.problems);
  const usedWaivers = new Set<Waiver>();
  const reported = files.filter(
    ({ entry, file }) => entry.reported && (holdsResources(file) || verdicts.byFile.has(entry.name)),
  );
  const judged = new Map(
    reported.map(({ entry: { name }, file }) => {
      const written = findings.get(name)?.filter((finding) => verdicts.holds(name, finding)) ?? [];
      const differences = gaps.findings.filter(({ file: holder }) => holder === name);
      const all = [
        ...written,
        ...(verdicts.byFile.get(name) ?? []),
        ...differences.map(({ finding }) => finding),
      ];
      const silencers = silencersOf(request, name, usedWaivers);
      return [name, judgeFindings(file, all, verdicts.policyOf(name), silencers)];
    }),
  );
  addWaiverFindings(request, reported, usedWaivers, judged);
  const scanned = reported.map(({ entry, file }) => ({
    file,
    judged: judged.get(entry.name) ?? { findings: [], suppressed: [] },
    scopesOf: (finding: Finding) => verdicts.scopesOf(entry.name, finding),
  }));
  const documents = scanned.reduce((sum, { file }) => sum + countDocuments(file), verdicts.made);
  return {
    files: scanned.sort((a, b) => compare(a.file.file, b.file.file)),
    documents,
    scopeFiles: verdicts.scopeFiles,
    skipped,
    errors,
  };
}

const NO_GAPS: CheckedGaps = { findings: [], problems: [] };

/** Checks the committed comparisons of environments, where the call asks for it. */
export function checkGaps(
  { gaps, policyFor }: Pick<ScanRequest, "gaps" | "policyFor">,
  names: readonly string[],
  fileOf: CommittedGapsRequest["fileOf"],
): CheckedGaps {
  if (!gaps) return NO_GAPS;
  const steps = checkCommittedGaps({ ...gaps, names, fileOf, policyFor });
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** What silences the findings of a file; waivers that do are noted in `used`. */
export function silencersOf(request: ScanRequest, name: string, used: Set<Waiver>): Silencers {
  const { waivers = [], today = "", baseline, ignoreForeign } = request;
  const holding = waivers.filter(
    (waiver) => holdsOn(waiver, today) && (request.reaches?.(waiver, name) ?? true),
  );
  return {
    ...(baseline ? { baseline } : {}),
    ...(ignoreForeign ? { ignoreForeign } : {}),
    waiverFor(finding) {
      const found = holding.find((waiver) => waives(waiver, finding));
      if (found) used.add(found);
      return found;
    },
  };
}

/** Waivers that expired or cover nothing are findings of the files that declare them, where those are reported. */
function addWaiverFindings(
  request: ScanRequest,
  reported: readonly { readonly entry: ScanFile; readonly file: ManifestFile }[],
  used: ReadonlySet<Waiver>,
  judged: Map<string, JudgedFile>,
): void {
  const all = waiverFindings(request.waivers ?? [], used, request.today ?? "");
  for (const { entry, file } of reported) {
    const policy = request.policyFor(entry.name);
    const own = all.filter(
      ({ file: name, finding }) => name === entry.name && isEnabledById(policy, finding),
    );
    if (own.length === 0) continue;
    const located = locateFindings(
      file,
      own.map(({ finding }) => finding),
    );
    const extra = judgeLocated(located, [], policy);
    const before = judged.get(entry.name);
    judged.set(entry.name, {
      findings: [...(before?.findings ?? []), ...extra.findings],
      suppressed: before?.suppressed ?? [],
    });
  }
}

/** Whether the rule of a finding runs. */
export function isEnabledById(policy: Policy, finding: Finding): boolean {
  const rule = ruleById(finding.rule);
  return rule !== undefined && policy.isEnabled(rule);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
