import {
  analyzeDocument,
  type DocumentAnalysis,
  type FileDocument,
  type ManifestFile,
} from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import { type JudgedFile, judgeFindings } from "../engine/policy/judge-findings";
import type { Policy } from "../engine/policy/policy";
import type { YamlDocument } from "../engine/yaml/parse-document";

/** The verdict over one document: offsets and lines count from the document's first character. */
export interface DocumentVerdict extends JudgedFile {
  /** The document as a file of its own, the one that offsets of the findings refer to. */
  readonly file: ManifestFile;
}

/** No findings: one list, so that verdicts are found again by identity. */
export const NO_FINDINGS: readonly Finding[] = [];

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
 */
export function judgeDocument(
  file: string,
  document: FileDocument,
  policy: Policy,
  fileComments: string,
  scopeFindings: readonly Finding[] = NO_FINDINGS,
): DocumentVerdict {
  const { yaml } = document;
  const analysis = analysisOf(document, policy);
  const before = verdicts.get(yaml);
  if (
    before?.policy === policy &&
    before.analysis === analysis &&
    before.scopeFindings === scopeFindings &&
    before.fileComments === fileComments
  )
    return before.verdict;
  const alone: ManifestFile = {
    file,
    text: fileComments === "" ? yaml.text : `${yaml.text}\n${fileComments}`,
    documents: [{ ...document, slice: { start: 0, end: yaml.text.length } }],
  };
  const findings = [...analysis.findings, ...scopeFindings.map((finding) => ({ ...finding, document: 0 }))];
  const verdict = { file: alone, ...judgeFindings(alone, findings, policy) };
  verdicts.set(yaml, { policy, analysis, scopeFindings, fileComments, verdict });
  return verdict;
}
