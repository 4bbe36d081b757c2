import type { JsonObject, JsonValue, Path } from "../json";

/**
 * How far a fix may be trusted.
 *
 * - `safe`: the API server accepts it and a correct container cannot notice.
 * - `harden`: complete and expected, but may stop an image that was built carelessly.
 * - `unsafe`: contradicts something that is written.
 * - `input`: needs a value that only the author knows; offered in the editor only.
 */
export type FixSafety = "safe" | "harden" | "unsafe" | "input";

/** One change of a resource, as data. Paths are relative to the resource. */
export type Change =
  /** Sets the value at a path; missing parents are created. */
  | { readonly op: "set"; readonly path: Path; readonly value: JsonValue }
  /** Removes a key or a list item, with the comments that belong to it; emptied parents stay. */
  | { readonly op: "remove"; readonly path: Path }
  /** Appends an item to the list at a path, which is created if missing; nothing where an equal item is present. */
  | { readonly op: "append"; readonly path: Path; readonly value: JsonValue };

/** A remedy as data: changes of the resource and documents to add beside it. */
export interface Fix {
  /** What the code action says: an imperative, without a full stop. */
  readonly title: string;
  readonly safety: FixSafety;
  readonly changes: readonly Change[];
  /** Whole resources to add to the end of the same file (a `List` gets items). */
  readonly documents?: readonly JsonObject[];
}
