import type { Rule } from "../rule";
import { claimMissing } from "./claim-missing";
import { classMissing } from "./class-missing";
import { cpuLimit } from "./cpu-limit";
import { cpuLimitSet } from "./cpu-limit-set";
import { cpuRequest } from "./cpu-request";
import { dnsOptions } from "./dns-options";
import { duplicateEnv } from "./duplicate-env";
import { ephemeralStorage } from "./ephemeral-storage";
import { hpaBounds } from "./hpa-bounds";
import { hpaMinReplicas } from "./hpa-min-replicas";
import { hpaReplicas } from "./hpa-replicas";
import { hpaTargetMissing } from "./hpa-target-missing";
import { hpaWithoutRequests } from "./hpa-without-requests";
import { identicalProbes } from "./identical-probes";
import { invalidQuantity } from "./invalid-quantity";
import { jobDeadline } from "./job-deadline";
import { jobTtl } from "./job-ttl";
import { labelSyntax } from "./label-syntax";
import { limitRange } from "./limit-range";
import { limitRangeRefuses } from "./limit-range-refuses";
import { livenessProbe } from "./liveness-probe";
import { memoryLimit } from "./memory-limit";
import { memoryRequestEqualsLimit } from "./memory-request-equals-limit";
import { namespaceQuota } from "./namespace-quota";
import { nodePoolLimits } from "./node-pool-limits";
import { ownerLabel } from "./owner-label";
import { pdbBlocksEviction } from "./pdb-blocks-eviction";
import { pdbMissing } from "./pdb-missing";
import { pdbSelectsNothing } from "./pdb-selects-nothing";
import { pdbUnhealthyEviction } from "./pdb-unhealthy-eviction";
import { portNameMissing } from "./port-name-missing";
import { portNames } from "./port-names";
import { priorityClass } from "./priority-class";
import { probePort } from "./probe-port";
import { quotaRefuses } from "./quota-refuses";
import { readinessProbe } from "./readiness-probe";
import { replicas } from "./replicas";
import { restartPolicy } from "./restart-policy";
import { rolloutStrategy } from "./rollout-strategy";
import { selectorMismatch } from "./selector-mismatch";
import { spread } from "./spread";
import { statefulSetService } from "./stateful-set-service";
import { storageClass } from "./storage-class";
import { storageEncryption } from "./storage-encryption";
import { systemPriority } from "./system-priority";
import { volumeClaim } from "./volume-claim";

/** The rules of the layer resources, in the order in which they are listed. */
export const resourcesRules: readonly Rule[] = [
  claimMissing,
  classMissing,
  cpuLimitSet,
  cpuLimit,
  cpuRequest,
  dnsOptions,
  duplicateEnv,
  ephemeralStorage,
  hpaBounds,
  hpaMinReplicas,
  hpaReplicas,
  hpaTargetMissing,
  hpaWithoutRequests,
  identicalProbes,
  invalidQuantity,
  jobDeadline,
  jobTtl,
  labelSyntax,
  limitRange,
  limitRangeRefuses,
  livenessProbe,
  memoryLimit,
  memoryRequestEqualsLimit,
  namespaceQuota,
  nodePoolLimits,
  ownerLabel,
  pdbBlocksEviction,
  pdbMissing,
  pdbSelectsNothing,
  pdbUnhealthyEviction,
  portNameMissing,
  portNames,
  priorityClass,
  probePort,
  quotaRefuses,
  readinessProbe,
  replicas,
  restartPolicy,
  rolloutStrategy,
  selectorMismatch,
  spread,
  statefulSetService,
  storageClass,
  storageEncryption,
  systemPriority,
  volumeClaim,
];
