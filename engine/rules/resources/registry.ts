import type { Rule } from "../rule";
import { cpuLimit } from "./cpu-limit";
import { cpuLimitSet } from "./cpu-limit-set";
import { cpuRequest } from "./cpu-request";
import { ephemeralStorage } from "./ephemeral-storage";
import { hpaBounds } from "./hpa-bounds";
import { hpaMinReplicas } from "./hpa-min-replicas";
import { hpaReplicas } from "./hpa-replicas";
import { hpaWithoutRequests } from "./hpa-without-requests";
import { identicalProbes } from "./identical-probes";
import { invalidQuantity } from "./invalid-quantity";
import { livenessProbe } from "./liveness-probe";
import { memoryLimit } from "./memory-limit";
import { memoryRequestEqualsLimit } from "./memory-request-equals-limit";
import { pdbBlocksEviction } from "./pdb-blocks-eviction";
import { pdbMissing } from "./pdb-missing";
import { pdbUnhealthyEviction } from "./pdb-unhealthy-eviction";
import { probePort } from "./probe-port";
import { readinessProbe } from "./readiness-probe";
import { replicas } from "./replicas";

/** The rules of the layer resources, in the order in which they are listed. */
export const resourcesRules: readonly Rule[] = [
  cpuLimitSet,
  cpuLimit,
  cpuRequest,
  ephemeralStorage,
  hpaBounds,
  hpaMinReplicas,
  hpaReplicas,
  hpaWithoutRequests,
  identicalProbes,
  invalidQuantity,
  livenessProbe,
  memoryLimit,
  memoryRequestEqualsLimit,
  pdbBlocksEviction,
  pdbMissing,
  pdbUnhealthyEviction,
  probePort,
  readinessProbe,
  replicas,
];
