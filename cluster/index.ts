export type { Answer } from "./answer";
export { LOOPBACK_CLUSTER, REAL_CLUSTER } from "./budget";
export { type Check, type CheckReason, CLUSTER_CHECKS, NAMESPACE_CHECKS } from "./checks";
export type { Cluster, Identity, ServedResource } from "./cluster";
export { commandText, quoted, type Shell } from "./command-text";
export type { LiveRequest } from "./guard";
export type { KubeContext, Kubeconfig } from "./kubeconfig/kubeconfig";
export { type KubeconfigSources, kubeconfigFiles } from "./kubeconfig/kubeconfig-files";
export { readKubeconfig } from "./kubeconfig/read-kubeconfig";
export { findKubectl, type KubectlSources } from "./kubectl/find-kubectl";
export { createListCache, type ListCache } from "./listing/list-cache";
export {
  type AccessMatrix,
  accessMatrix,
  accountsOf,
  boundSubjects,
  isSystemSubject,
  type MatrixCell,
  type MatrixRow,
  type MatrixSubject,
} from "./matrix/access-matrix";
export {
  type AccessReader,
  createAccessReader,
  type ReadAccess,
  type SurplusReads,
} from "./matrix/access-reader";
export { type Comparison, compareAnswers } from "./matrix/compare-answers";
export { type Holder, type Holders, holdersOf } from "./matrix/holders";
export { otherAuthorizer } from "./matrix/other-authorizer";
export { DANGEROUS_PERMISSIONS, type Danger, type Permission } from "./matrix/permissions";
export {
  type Grant,
  type ResourceRights,
  type Rights,
  type RightsIn,
  rightsOf,
  sortedVerbs,
} from "./matrix/rights";
export { type NarrowedRoleTexts, narrowedRoleTexts, type SurplusSecretRead } from "./matrix/secret-reads";
export { isNamespace, isResource, isServiceAccount, isSubjectName, isSubresource, isVerb } from "./names";
export { ClusterError, clusterError, type Problem, type ProblemKind, problemOf } from "./problem";
export { isLoopback, looksLikeProduction } from "./production";
export {
  accessQuestionOf,
  type Question,
  questionOf,
  questionText,
  type Subject,
  serviceAccountUser,
} from "./reviews/question";
export { openApiCluster } from "./transport/api-cluster";
export { type ClusterApi, createClusterApi } from "./transport/cluster-api";
export { expectedRoute } from "./transport/expected-route";
export { openTransport, type TransportOptions } from "./transport/open-transport";
export { type ConnectionState, createReopeningTransport } from "./transport/reopening-transport";
