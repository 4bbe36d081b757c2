import {
  analyzeDocument,
  type DocumentAnalysis,
  type FileDocument,
  type ManifestFile,
} from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import type { Waiver } from "../engine/policy/configuration";
import { type JudgedFile, judgeFindings } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import { waives } from "../engine/policy/waivers";
import type { YamlDocument } from "../engine/yaml/parse-document";

/** The verdict over one document: offsets and lines count from the document's first character. */
export interface DocumentVerdict extends JudgedFile {
  /** The document as a file of its own, the one that offsets of the findings refer to. */
  readonly file: ManifestFile;
  /** The waivers that cover something in it. */
  readonly used: ReadonlySet<Waiver>;
}

/** No findings: one list, so that verdicts are found again by identity. */
export const NO_FINDINGS: readonly Finding[] = [];
const NO_WAIVERS: readonly Waiver[] = [];

interface CachedAnalysis {
  readonly policy: Policy;
  readonly class: FileDocument["class"];
  readonly analysis: DocumentAnalysis;
}

interface CachedVerdict {
  readonly policy: Policy;
  readonly analysis: DocumentAnalysis;
  readonly scopeFindings: readonly Finding[];
  readonly fileComments: string;
  readonly waivers: readonly Waiver[];
  readonly verdict: DocumentVerdict;
}

const analyses = new WeakMap<YamlDocument, CachedAnalysis>();
const verdicts = new WeakMap<YamlDocument, CachedVerdict>();

/** The findings of the document rules and the facts of a document; the same object while nothing changes. */
export function analysisOf(document: FileDocument, policy: Policy): DocumentAnalysis {
  const before = analyses.get(document.yaml);
  if (before?.policy === policy && before.class === document.class) return before.analysis;
  const analysis = analyzeDocument(document, 0, policy.options, policy.isEnabled);
  analyses.set(document.yaml, { policy, class: document.class, analysis });
  return analysis;
}

const FILE_COMMENT = /#[ \t]*rampart-ignore-file[^\n\r]*/g;

/** The comments of a text that silence rules in the whole file, one a line; documents are judged one by one. */
export function fileCommentsOf(text: string): string {
  return text.includes("rampart-ignore-file") ? [...text.matchAll(FILE_COMMENT)].join("\n") : "";
}

/**
 * Judges one document of a file. A document that has been judged before by the same policy and with the same
 * findings of its scope is not judged again, and gives the same object: what follows may be cached by it.
 *
 * @param file the file's name
 * @param fileComments of the whole file, from `fileCommentsOf`
 * @param scopeFindings what inventory rules found in this document
 * @param waivers those that hold today and reach the file
 */
export function judgeDocument(
  file: string,
  document: FileDocument,
  policy: Policy,
  fileComments: string,
  scopeFindings: readonly Finding[] = NO_FINDINGS,
  waivers: readonly Waiver[] = NO_WAIVERS,
): DocumentVerdict {
  const { yaml } = document;
  const analysis = analysisOf(document, policy);
  const before = verdicts.get(yaml);
  if (
    before?.policy === policy &&
    before.analysis === analysis &&
    before.scopeFindings === scopeFindings &&
    before.fileComments === fileComments &&
    before.waivers === waivers
  )
    return before.verdict;
  const alone: ManifestFile = {
    file,
    text: fileComments === "" ? yaml.text : `${yaml.text}\n${fileComments}`,
    documents: [{ ...document, slice: { start: 0, end: yaml.text.length } }],
  };
  const findings = [...analysis.findings, ...scopeFindings.map((finding) => ({ ...finding, document: 0 }))];
  const used = new Set<Waiver>();
  const waiverFor = (finding: Finding) => {
    const waiver = waivers.find((each) => waives(each, finding));
    if (waiver) used.add(waiver);
    return waiver;
  };
  const verdict = { file: alone, used, ...judgeFindings(alone, findings, policy, { waiverFor }) };
  verdicts.set(yaml, { policy, analysis, scopeFindings, fileComments, waivers, verdict });
  return verdict;
}
