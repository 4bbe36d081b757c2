import type { Rule } from "../rule";
import { aksCluster } from "./aks-cluster";
import { alertsAbsent } from "./alerts-absent";
import { eksCluster } from "./eks-cluster";
import { gkeCluster } from "./gke-cluster";
import { kubernetesEndOfLife } from "./kubernetes-end-of-life";
import { openProject } from "./open-project";
import { pipelineWithoutScanner } from "./pipeline-without-scanner";
import { revisionHistory } from "./revision-history";
import { runtimeDetectionAbsent } from "./runtime-detection-absent";
import { scannerCannotFail } from "./scanner-cannot-fail";
import { stuckRollout } from "./stuck-rollout";
import { terminationGrace } from "./termination-grace";
import { unpinnedSource } from "./unpinned-source";
import { unsafeSource } from "./unsafe-source";
import { unversionedConfig } from "./unversioned-config";
import { workflowActionPin } from "./workflow-action-pin";
import { workflowPermissions } from "./workflow-permissions";
import { workflowUntrustedInput } from "./workflow-untrusted-input";

/** The rules of the layer operations, in the order in which they are listed. */
export const operationsRules: readonly Rule[] = [
  aksCluster,
  alertsAbsent,
  eksCluster,
  gkeCluster,
  kubernetesEndOfLife,
  openProject,
  pipelineWithoutScanner,
  revisionHistory,
  runtimeDetectionAbsent,
  scannerCannotFail,
  stuckRollout,
  terminationGrace,
  unpinnedSource,
  unsafeSource,
  unversionedConfig,
  workflowActionPin,
  workflowPermissions,
  workflowUntrustedInput,
];
