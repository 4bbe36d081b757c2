import type { Rule } from "../rule";
import { cpuLimit } from "./cpu-limit";
import { cpuLimitSet } from "./cpu-limit-set";
import { cpuRequest } from "./cpu-request";
import { invalidQuantity } from "./invalid-quantity";
import { memoryLimit } from "./memory-limit";
import { memoryRequestEqualsLimit } from "./memory-request-equals-limit";

/** The rules of the layer resources, in the order in which they are listed. */
export const resourcesRules: readonly Rule[] = [
  cpuLimitSet,
  cpuLimit,
  cpuRequest,
  invalidQuantity,
  memoryLimit,
  memoryRequestEqualsLimit,
];
