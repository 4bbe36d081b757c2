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
  readonly facts: DocumentAnalysis["facts"];
  readonly bases: DocumentAnalysis["bases"];
}

interface Cached {
  readonly policy: Policy;
  readonly isPatch: boolean;
  readonly scopeFindings: readonly Finding[];
  readonly fileComments: string;
  readonly analysis: DocumentAnalysis;
  readonly verdict: DocumentVerdict;
}

/** No scope findings: one list, so that verdicts are found again by identity. */
export const NO_FINDINGS: readonly Finding[] = [];

const FILE_COMMENT = /#[ \t]*rampart-ignore-file[^\n\r]*/g;

/** The comments of a text that silence rules in the whole file, one a line; documents are judged one by one. */
export function fileCommentsOf(text: string): string {
  return text.includes("rampart-ignore-file") ? [...text.matchAll(FILE_COMMENT)].join("\n") : "";
}

const cache = new WeakMap<YamlDocument, Cached>();

/**
 * Judges one document of a file. A document that has been judged before by the same policy and with the same
 * findings of its scope is not judged again, and gives the same object: what follows may be cached by it.
 *
 * @param file the file's path
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
  const isPatch = document.class === "patch";
  const before = cache.get(document.yaml);
  const isKnown = before?.policy === policy && before.isPatch === isPatch;
  if (isKnown && before.scopeFindings === scopeFindings && before.fileComments === fileComments)
    return before.verdict;
  const analysis = isKnown ? before.analysis : analyzeDocument(document, 0, policy.options, policy.isEnabled);
  const alone: ManifestFile = {
    file,
    text: fileComments === "" ? document.yaml.text : `${document.yaml.text}\n${fileComments}`,
    documents: [{ ...document, slice: { start: 0, end: document.yaml.text.length } }],
  };
  const findings = [...analysis.findings, ...scopeFindings.map((finding) => ({ ...finding, document: 0 }))];
  const verdict = {
    file: alone,
    facts: analysis.facts,
    bases: analysis.bases,
    ...judgeFindings(alone, findings, policy),
  };
  cache.set(document.yaml, { policy, isPatch, scopeFindings, fileComments, analysis, verdict });
  return verdict;
}
