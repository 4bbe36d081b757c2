import type { Rule } from "../rule";
import { kubernetesEndOfLife } from "./kubernetes-end-of-life";
import { pipelineWithoutScanner } from "./pipeline-without-scanner";
import { revisionHistory } from "./revision-history";
import { scannerCannotFail } from "./scanner-cannot-fail";
import { stuckRollout } from "./stuck-rollout";
import { terminationGrace } from "./termination-grace";
import { unversionedConfig } from "./unversioned-config";

/** The rules of the layer operations, in the order in which they are listed. */
export const operationsRules: readonly Rule[] = [
  kubernetesEndOfLife,
  pipelineWithoutScanner,
  revisionHistory,
  scannerCannotFail,
  stuckRollout,
  terminationGrace,
  unversionedConfig,
];
