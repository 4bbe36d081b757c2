import type { Rule } from "../rule";

/** The rules of the layer control-plane, in the order in which they are listed. */
export const controlPlaneRules: readonly Rule[] = [];
