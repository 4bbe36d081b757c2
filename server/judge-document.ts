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
import { placeOf } from "../workspace/finding-place";

/** The verdict over one document: offsets and lines count from the document's first character. */
export interface DocumentVerdict extends JudgedFile {
  /** The document as a file of its own, the one that offsets of the findings refer to. */
  readonly file: ManifestFile;
  /** The waivers that cover something in it. */
  readonly used: ReadonlySet<Waiver>;
}

/** What the scopes of a file say of its findings; see `FileScopes` of the index. */
export interface DocumentScopes {
  holds(finding: Finding): boolean;
  strictest(own: Policy): Policy;
  /** What rendered resources bring to a document, also where the document as written has the same fault. */
  rendered(document: number): readonly Finding[];
}

/** No findings: one list, so that verdicts are found again by identity. */
export const NO_FINDINGS: readonly Finding[] = [];

const NOTHING: JudgedFile = { findings: [], suppressed: [] };

interface CachedAnalysis {
  readonly policy: Policy;
  readonly class: FileDocument["class"];
  readonly analysis: DocumentAnalysis;
}

/** What else decides the verdict over a document. */
export interface Surroundings {
  /** The comments of the whole file, from `fileCommentsOf`. */
  readonly fileComments: string;
  /** What inventory rules found in the document. */
  readonly scopeFindings: readonly Finding[];
  /** The waivers that hold today and reach the file. */
  readonly waivers: readonly Waiver[];
  /** What the scopes of the file say of its findings. */
  readonly scopes: DocumentScopes | undefined;
  /** The document's place in the file. */
  readonly index: number;
}

interface CachedVerdict extends Surroundings {
  readonly policy: Policy;
  readonly analysis: DocumentAnalysis;
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

/** What is found in rendered resources, and not in the document as written. */
function notWritten(rendered: readonly Finding[], own: readonly Finding[]): readonly Finding[] {
  if (rendered.length === 0) return rendered;
  const written = new Set(own.map((finding) => placeOf("", finding)));
  return rendered.filter((finding) => !written.has(placeOf("", finding)));
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
 */
export function judgeDocument(
  file: string,
  document: FileDocument,
  policy: Policy,
  surroundings: Surroundings,
): DocumentVerdict {
  const { yaml } = document;
  const { fileComments, scopeFindings, waivers, scopes, index } = surroundings;
  const analysis = analysisOf(document, policy);
  const before = verdicts.get(yaml);
  if (
    before?.policy === policy &&
    before.analysis === analysis &&
    before.scopeFindings === scopeFindings &&
    before.fileComments === fileComments &&
    before.waivers === waivers &&
    before.scopes === scopes &&
    (scopes === undefined || before.index === index)
  )
    return before.verdict;
  const alone: ManifestFile = {
    file,
    text: fileComments === "" ? yaml.text : `${yaml.text}\n${fileComments}`,
    documents: [{ ...document, slice: { start: 0, end: yaml.text.length } }],
  };
  const inFile = (finding: Finding) => ({ ...finding, document: index });
  const holding = scopes
    ? analysis.findings.filter((finding) => scopes.holds(inFile(finding)))
    : analysis.findings;
  const rendered = notWritten(scopes?.rendered(index) ?? NO_FINDINGS, analysis.findings.map(inFile));
  const findings = [
    ...holding,
    ...[...scopeFindings, ...rendered].map((finding) => ({ ...finding, document: 0 })),
  ];
  const strictest = scopes?.strictest(policy);
  const judging: Policy =
    strictest && strictest !== policy
      ? { ...strictest, levelOf: (finding) => strictest.levelOf(inFile(finding)) }
      : policy;
  const used = new Set<Waiver>();
  const waiverFor = (finding: Finding) => {
    const waiver = waivers.find((each) => waives(each, finding));
    if (waiver) used.add(waiver);
    return waiver;
  };
  // In a file that holds no resource, and in which nothing is found, comments silence nothing that could be missing.
  const isOurs = document.class === "resources" || findings.length > 0;
  const judged = isOurs ? judgeFindings(alone, findings, judging, { waiverFor }) : NOTHING;
  const verdict = { file: alone, used, ...judged };
  verdicts.set(yaml, { ...surroundings, policy, analysis, verdict });
  return verdict;
}
