/*
 * The deeper half of the cluster: everything that reads whole lists. It stands apart from `index.ts`, since posture
 * brings every rule along, which a view that asks one question does not need.
 */
export { aksName, isAks } from "./aks/aks-name";
export { type AksPosture, aksPosture } from "./aks/aks-posture";
export { aksProblemRow, aksRows } from "./aks/aks-rows";
export { readAks } from "./aks/read-aks";
export type { Difference, ObjectDrift } from "./drift/difference";
export { type Drift, type DriftOptions, readDrift } from "./drift/drift";
export { driftRows } from "./drift/drift-rows";
export type { DriftTexts } from "./drift/drift-texts";
export { type Collection, collectObjects, type Unseen } from "./listing/collect-objects";
export { findObject } from "./listing/find-object";
export {
  ACCESS_KINDS,
  EVENT_KIND,
  SUPPORT_KINDS,
  TRAFFIC_KINDS,
  WORKLOAD_LIST_KINDS,
} from "./listing/kinds";
export { createListCache, type ListCache } from "./listing/list-cache";
export { liveFacts } from "./listing/live-facts";
export { namespaceInReach } from "./listing/namespace-in-reach";
export { listSecretNames, type SecretName } from "./listing/secret-names";
export {
  type AccessMatrix,
  accessMatrix,
  accountsOf,
  type MatrixCell,
  type MatrixRow,
  type MatrixSubject,
} from "./matrix/access-matrix";
export { askAccess, askWhoCan, type LiveWhoCan } from "./matrix/ask-access";
export { confirmAccess } from "./matrix/confirm-access";
export { createLiveAccess, type LiveAccess } from "./matrix/live-access";
export { otherAuthorizer } from "./matrix/other-authorizer";
export { DANGEROUS_PERMISSIONS, type Danger, type Permission } from "./matrix/permissions";
export { type SurplusSecretRead, surplusSecretReads } from "./matrix/secret-reads";
export { type LiveDocument, liveDocument } from "./posture/live-document";
export {
  type LiveIdentity,
  type LiveRow,
  type RowAction,
  type RowMark,
  spokenRow,
} from "./posture/live-row";
export { type PlainPolicy, policyOfPlain } from "./posture/plain-policy";
export { type Posture, type PostureOptions, readPosture } from "./posture/posture";
export { postureJson, postureText } from "./posture/posture-report";
export { postureRows } from "./posture/posture-rows";
export { callCommand } from "./transport/call-command";
export {
  type ApiOptions,
  type ClusterApi,
  createClusterApi,
  MAX_REVIEWS,
  type Reviewer,
} from "./transport/cluster-api";
export { inClusterConnection } from "./transport/in-cluster";
export { openTransport, type TransportOptions } from "./transport/open-transport";
export type { Transport } from "./transport/transport";
export type { Diagnosis, Evidence, PatternId, WorkloadName } from "./triage/diagnosis";
export { createManifestIndex, type ManifestIndex, type ManifestPlace } from "./triage/manifest-index";
export { readSnapshot } from "./triage/read-snapshot";
export { createSnapshot, type Snapshot } from "./triage/snapshot";
export { type TriageQuestion, triage } from "./triage/triage";
export { triageReport } from "./triage/triage-report";
export { triageRows } from "./triage/triage-rows";
export { workloadAt } from "./triage/workload-at";
export { workloadNames } from "./triage/workload-names";
