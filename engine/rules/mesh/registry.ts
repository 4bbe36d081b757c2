import type { Rule } from "../rule";

/** The rules of the layer mesh, in the order in which they are listed. */
export const meshRules: readonly Rule[] = [];
