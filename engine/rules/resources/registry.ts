import type { Rule } from "../rule";

/** The rules of the layer resources, in the order in which they are listed. */
export const resourcesRules: readonly Rule[] = [];
