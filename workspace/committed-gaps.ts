import type { ManifestFile } from "../engine/analyze-file";
import { GapDocumentError, parseGapDocument } from "../engine/gap/gap-document";
import type { Policy } from "../engine/policy/policy";
import { undocumentedDifference } from "../engine/policy/policy-rules";
import { createEnvironments, type EnvironmentsRequest } from "./environments";
import { CONFIGURATION_FILE, type GapDocumentPath } from "./policies";
import { type CommittedGap, type PlacedFinding, undocumentedDifferences } from "./undocumented-differences";

/** How environments are judged for a comparison: by the configuration alone, whatever a call or an editor asks for. */
export type GapPolicies = Omit<EnvironmentsRequest, "files">;

/** What committed comparisons are checked against. Files go by their names. */
export interface CommittedGapsRequest {
  readonly names: readonly string[];
  readonly fileOf: (name: string) => ManifestFile | undefined;
  /** The documents that configurations name, by their names. */
  readonly configured: readonly GapDocumentPath[];
  readonly policies: GapPolicies;
  /** The policy that judges a finding of a file. */
  policyFor(name: string): Policy;
}

/** What came of checking them. */
export interface CheckedGaps {
  /** The differences without a reason. */
  readonly findings: readonly PlacedFinding[];
  /** Named documents that cannot be used, and why. */
  readonly problems: readonly { readonly file: string; readonly message: string }[];
}

/** The name of a document that need not be named by a configuration that lies beside it. */
const GAP_FILE = "gap.json";

/** The documents among some files: those that are named, and those that lie beside a configuration. */
export function gapDocumentsAmong(
  names: Iterable<string>,
  configured: readonly GapDocumentPath[],
): readonly GapDocumentPath[] {
  const all = new Set(names);
  const beside = [...all].flatMap((file): GapDocumentPath[] => {
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    const configuration = `${folder}${CONFIGURATION_FILE}`;
    const isNamed = configured.some((each) => each.file === file);
    return file === `${folder}${GAP_FILE}` && !isNamed && all.has(configuration)
      ? [{ file, configuration }]
      : [];
  });
  return [...configured, ...beside];
}

/**
 * Compares the environments of every committed document, and finds the differences that it gives no reason for. Pauses
 * now and then, since the files of both environments are judged.
 */
export function* checkCommittedGaps(request: CommittedGapsRequest): Generator<void, CheckedGaps> {
  const { names, fileOf, configured, policies, policyFor } = request;
  const findings: PlacedFinding[] = [];
  const problems: { file: string; message: string }[] = [];
  for (const { file, configuration } of gapDocumentsAmong(names, configured)) {
    const gap = readGap(file, configuration, request);
    if ("problem" in gap) {
      // A file that only happens to be called so is nobody's fault.
      if (configured.some((each) => each.file === file)) problems.push({ file, message: gap.problem });
      continue;
    }
    const folder = configuration.slice(0, configuration.lastIndexOf("/") + 1);
    const files: ManifestFile[] = [];
    for (const name of names) {
      const read = name.startsWith(folder) ? fileOf(name) : undefined;
      if (read) files.push(read);
      yield;
    }
    const environments = createEnvironments({ ...policies, files });
    for (const each of yield* undocumentedDifferences(environments, gap, fileOf))
      if (policyFor(each.file).isEnabled(undocumentedDifference)) findings.push(each);
  }
  return { findings, problems };
}

function readGap(
  file: string,
  configuration: string,
  { names, fileOf }: CommittedGapsRequest,
): CommittedGap | { readonly problem: string } {
  const text = fileOf(file)?.text;
  if (text === undefined) return { problem: "the document of differences cannot be read" };
  try {
    const document = parseGapDocument(text);
    return { file, document, configuration: names.includes(configuration) ? configuration : undefined };
  } catch (error) {
    if (error instanceof GapDocumentError)
      return { problem: `the document of differences cannot be used: ${error.message}` };
    throw error;
  }
}
