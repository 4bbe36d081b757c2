import type { ManifestFile } from "./analyze-file";
import type { Finding } from "./finding";
import { type Location, locate } from "./yaml/locate";
import { locateInScalar } from "./yaml/locate-in-scalar";

/**
 * Where a finding stands in its file: UTF-16 offsets in the file's text, end exclusive. Made only for findings that
 * are shown.
 */
export function locateFinding(file: ManifestFile, finding: Finding): Location {
  if (finding.at) return finding.at;
  const document = file.documents[finding.document];
  if (!document) return { start: 0, end: 0 };
  const location = finding.span
    ? locateInScalar(document.yaml, finding.base, finding.path, finding.span)
    : locate(document.yaml, finding.base, finding.path, finding.target);
  const shift = document.slice.start;
  return {
    start: location.start + shift,
    end: location.end + shift,
    ...(location.anchor
      ? { anchor: { start: location.anchor.start + shift, end: location.anchor.end + shift } }
      : {}),
  };
}
