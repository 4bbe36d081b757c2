import type { Rule } from "../rule";

/** The rules of the layer operations, in the order in which they are listed. */
export const operationsRules: readonly Rule[] = [];
