import type { DiagnosticRelatedInformation } from "vscode-languageserver";
import type { JudgedFinding } from "../engine/policy/judge-findings";
import { locate } from "../engine/yaml/locate";
import type { LineIndex } from "../engine/yaml/text-position";
import type { DocumentVerdict } from "./judge-document";
import { rangeOf } from "./to-diagnostic";

/** Finds a place in another file of the scope: its address and range, or `undefined` where it is not in sight. */
export type LocateElsewhere = (
  related: JudgedFinding["finding"]["related"][number],
) => DiagnosticRelatedInformation["location"] | undefined;

/**
 * The places that explain a finding: its anchor, other paths of the same resource, resources elsewhere. Ranges in the
 * same file count from the document's first line.
 */
export function relatedPlaces(
  judged: JudgedFinding,
  verdict: DocumentVerdict,
  uri: string,
  lines: LineIndex,
  elsewhere: LocateElsewhere,
): DiagnosticRelatedInformation[] {
  const { finding, location } = judged;
  const document = verdict.file.documents[0];
  const places = finding.related.flatMap((related) => {
    if (related.fact) {
      const found = elsewhere(related);
      return found ? [{ location: found, message: related.message }] : [];
    }
    if (!document) return [];
    const range = rangeOf(lines, locate(document.yaml, finding.base, related.path));
    return [{ location: { uri, range }, message: related.message }];
  });
  if (!location.anchor) return places;
  const anchor = {
    location: { uri, range: rangeOf(lines, location.anchor) },
    message: "The anchor is defined here",
  };
  return [...places, anchor];
}
