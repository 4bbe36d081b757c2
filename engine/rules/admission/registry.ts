import type { Rule } from "../rule";

/** The rules of the layer admission, in the order in which they are listed. */
export const admissionRules: readonly Rule[] = [];
