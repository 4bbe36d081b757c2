import type { Rule } from "../rule";

/** The rules of the layer edge, in the order in which they are listed. */
export const edgeRules: readonly Rule[] = [];
