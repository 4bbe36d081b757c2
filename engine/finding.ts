import type { Fix } from "./fixes/fix";
import type { Path } from "./json";
import type { GroupKind } from "./kubernetes/resource";
import type { RelatedPlace, RuleId, Severity } from "./rules/rule";
import type { Span } from "./yaml/text-position";

/** The identity of a resource, as findings carry it. */
export interface ResourceIdentity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly groupKind: GroupKind;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/**
 * A fault in a resource, before policy: no level, no suppression, no range. Everything in it is plain data.
 * Where it stands is `(document, base, path)`; the YAML layer turns that into a range when it is shown.
 */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  readonly resource: ResourceIdentity;
  /** The index of the document among the slices of its file, 0-based. */
  readonly document: number;
  /** Where the resource stands in the document. */
  readonly base: Path;
  /** Where the fault is, relative to the resource. */
  readonly path: Path;
  readonly target: "key" | "value";
  readonly span?: Span;
  /** Where it stands in the file's text, for what is in no document's tree: comments. It then wins over the path. */
  readonly at?: Span;
  readonly fixes: readonly Fix[];
  readonly related: readonly RelatedPlace[];
}
