import type { Rule } from "../rule";

/** The rules of the layer secrets, in the order in which they are listed. */
export const secretsRules: readonly Rule[] = [];
