import type { Finding } from "../../engine/finding";
import { deepEqual, type JsonValue, type Path } from "../../engine/json";
import type { RelatedPlace } from "../../engine/rules/rule";

/** Whether two lists of findings show the same and offer the same. */
export function sameFindings(a: readonly Finding[], b: readonly Finding[]): boolean {
  return a.length === b.length && a.every((finding, at) => finding === b[at] || sameFinding(finding, b[at]));
}

/** What is cheap to compare and most often different comes first. */
function sameFinding(a: Finding, b: Finding | undefined): boolean {
  return (
    b !== undefined &&
    a.rule === b.rule &&
    a.message === b.message &&
    a.severity === b.severity &&
    a.document === b.document &&
    a.target === b.target &&
    samePath(a.path, b.path) &&
    samePath(a.base, b.base) &&
    a.span?.start === b.span?.start &&
    a.span?.end === b.span?.end &&
    a.resource.namespace === b.resource.namespace &&
    a.resource.name === b.resource.name &&
    a.related.length === b.related.length &&
    a.related.every((place, at) => sameRelated(place, b.related[at])) &&
    a.fixes.length === b.fixes.length &&
    // Fixes are plain data.
    deepEqual(a.fixes as unknown as JsonValue, b.fixes as unknown as JsonValue)
  );
}

/** Of a related resource only where it stands is shown. */
function sameRelated(a: RelatedPlace, b: RelatedPlace | undefined): boolean {
  return (
    b !== undefined &&
    a.message === b.message &&
    samePath(a.path, b.path) &&
    (a.fact === b.fact ||
      (a.fact?.source.file === b.fact?.source.file &&
        a.fact?.source.document === b.fact?.source.document &&
        samePath(a.fact?.source.base ?? [], b.fact?.source.base ?? [])))
  );
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((segment, at) => segment === b[at]);
}
