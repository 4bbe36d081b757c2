import type { Rule } from "../rule";
import { privileged } from "./privileged";

/** The rules of the layer workload, in the order in which they are listed. */
export const workloadRules: readonly Rule[] = [privileged];
