import type { Rule } from "../rule";

/** The rules of the layer identity, in the order in which they are listed. */
export const identityRules: readonly Rule[] = [];
