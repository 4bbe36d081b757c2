import type { JsonObject, JsonValue, Path } from "../json";
import type { GroupKind } from "../kubernetes/resource";

/** Where a resource is written. */
export interface FactSource {
  /** The file, as the caller names it. */
  readonly file: string;
  /** The index of the document among the slices of the file, 0-based. */
  readonly document: number;
  /** Where the resource stands in the document: `[]`, or `["items", n]` inside a List. */
  readonly base: Path;
}

/**
 * What the inventory keeps of a resource: identity, labels and what evaluators and inventory rules need, as plain
 * JSON. Facts cross worker threads and fit in a cache; the resource itself is dropped.
 */
export interface Fact<Data extends JsonValue = JsonValue> {
  readonly groupKind: GroupKind;
  readonly apiVersion: string;
  readonly name: string | undefined;
  /** The namespace as the scope resolves it: written, set by a kustomization, or `undefined`. */
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly source: FactSource;
  /** What the extractor of the kind found; see `engine/inventory/extractors`. */
  readonly data: Data;
  /**
   * The object itself: only where admission policies of the scope are asked about it, never of a Secret, and of a
   * ConfigMap only where it holds parameters of a policy. See `engine/inventory/admission-objects.ts`.
   */
  readonly object?: JsonObject;
}
