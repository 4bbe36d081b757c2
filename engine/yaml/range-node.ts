import type { Span } from "./text-position";

/** How a scalar stands in the text. */
export type RangeStyle = "plain" | "quoted" | "literal" | "folded";

interface RangeBase extends Span {
  /** The anchor that the node carries. */
  readonly anchor?: string;
}

/** A scalar; its end leaves out the blank lines behind a block scalar. Start and end are equal where it has no text. */
export interface RangeScalar extends RangeBase {
  readonly kind: "scalar";
  readonly style: RangeStyle;
}

/** An alias, which stands for the node of an anchor. */
export interface RangeAlias extends RangeBase {
  readonly kind: "alias";
  readonly source: string;
}

/** A key with its value. */
export interface RangePair {
  /** As Kubernetes reads it; `undefined` for a key that is no plain name. */
  readonly name: string | undefined;
  readonly isMerge: boolean;
  readonly key: RangeNode | null;
  /** `null` where nothing is written. */
  readonly value: RangeNode | null;
}

/** A map. Its end is only meaningful where it is empty, which is written between brackets. */
export interface RangeMap extends RangeBase {
  readonly kind: "map";
  pairs(): readonly RangePair[];
}

/** A list; see `RangeMap`. */
export interface RangeList extends RangeBase {
  readonly kind: "list";
  items(): readonly (RangeNode | null)[];
}

/**
 * Where the parts of a document stand: what is left of a tree when one only wants to point at things. Both readers give
 * the same one.
 */
export type RangeNode = RangeScalar | RangeAlias | RangeMap | RangeList;
