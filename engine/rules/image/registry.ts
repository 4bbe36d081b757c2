import type { Rule } from "../rule";

/** The rules of the layer image, in the order in which they are listed. */
export const imageRules: readonly Rule[] = [];
