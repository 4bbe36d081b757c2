import { analyzeFile, type ManifestFile, type RuleFilter, readManifestFile } from "../engine/analyze-file";
import type { Fact } from "../engine/inventory/fact";
import { isKubernetesResource } from "../engine/kubernetes/classify";
import { type LocatedSuppression, locateSuppressions } from "../engine/policy/judge-findings";
import type { RuleOptions } from "../engine/rules/rule";
import { createLineIndex, type LineIndex } from "../engine/yaml/text-position";
import { factsAlone } from "./facts-alone";
import { type FileRow, fileRows } from "./file-rows";
import type { ScanError } from "./scan";

/**
 * What a scan keeps of a file once its text is dropped: facts and located findings of document rules, before policy.
 * Plain JSON: it crosses threads and lies in the cache.
 */
export interface FileScan {
  readonly facts: readonly Fact[];
  readonly rows: readonly FileRow[];
  readonly suppressions: readonly LocatedSuppression[];
  /** Whether the file holds resources at all: only then it is reported. */
  readonly holdsResources: boolean;
  /** How many of its documents hold resources of a Kubernetes API. */
  readonly documents: number;
  /** Why the file, or documents of it, were not judged. */
  readonly skipped: readonly string[];
  readonly errors: readonly ScanError[];
}

/** What is asked about one file. */
export interface FileScanRequest {
  readonly name: string;
  readonly text: string;
  readonly isPatchFile: boolean;
  /** Named by the user: its errors count even if it is not ours. */
  readonly explicit: boolean;
  /** Whether it is judged; of other files only the facts are wanted. */
  readonly reported: boolean;
  readonly withFixes: boolean;
}

/** Of a file that is not reported only the facts are wanted. */
const NO_RULE: RuleFilter = () => false;

/** Reads one file and judges it by the document rules. Never throws for what is in it. */
export function scanFile(
  { name, text, isPatchFile, explicit, reported, withFixes }: FileScanRequest,
  options: RuleOptions,
  isEnabled: RuleFilter,
): FileScan {
  const file = readManifestFile(name, text, { isPatchFile });
  const { findings, facts } = analyzeFile(file, options, reported ? isEnabled : NO_RULE);
  if (!reported) return factsAlone(facts);
  return {
    facts,
    rows: fileRows(file, findings, () => undefined, withFixes),
    suppressions: locateSuppressions(file),
    holdsResources: holdsResources(file),
    documents: countDocuments(file),
    ...problemsOf(file, explicit),
  };
}

/** Whether a file holds anything that rules judge. */
export function holdsResources(file: ManifestFile): boolean {
  return file.documents.some((each) => each.class === "resources");
}

/** The documents that hold resources of a Kubernetes API. */
export function countDocuments(file: ManifestFile): number {
  return file.documents.filter(
    (each) => each.class === "resources" && each.resources.some(isKubernetesResource),
  ).length;
}

/** Why parts of a file were not judged, and what could not be read of it. */
export function problemsOf(
  file: ManifestFile,
  explicit: boolean,
): { readonly skipped: string[]; readonly errors: ScanError[] } {
  const reasons = new Set<string>();
  const errors: ScanError[] = [];
  let lines: LineIndex | undefined;
  for (const { slice, yaml, class: documentClass } of file.documents) {
    if (yaml.template) reasons.add("template");
    for (const problem of yaml.problems.slice(0, 1)) {
      if (!explicit && !looksLikeManifest(yaml.text)) reasons.add("not kubernetes");
      else {
        lines ??= createLineIndex(file.text);
        const start = lines.position(slice.start + problem.start);
        const end = lines.position(slice.start + problem.end);
        errors.push({ file: file.file, start, end, message: problem.message });
      }
    }
    if (documentClass === "patch") reasons.add("kustomize patch");
  }
  const nothingOurs = file.documents.every(
    (each) => each.class === "other" && each.yaml.problems.length === 0 && !each.yaml.template,
  );
  if (nothingOurs) reasons.add("not kubernetes");
  return { skipped: [...reasons], errors };
}

/** Whether text that does not parse was meant as a manifest: it names an `apiVersion` and a `kind`. */
function looksLikeManifest(text: string): boolean {
  return /^[ \t]*["']?apiVersion["']?[ \t]*:/m.test(text) && /^[ \t]*["']?kind["']?[ \t]*:/m.test(text);
}
