import { SYSTEM_NAMESPACE_NAMES, SYSTEM_NAMESPACE_PREFIXES } from "../kubernetes/system-namespaces";

/** Namespaces of admission controllers and of what renews the cluster's certificates: held up, they hold up the cluster. */
const POLICY_ENGINES = [
  "cattle-gatekeeper-system",
  "cert-manager",
  "cosign-system",
  "datree",
  "istio-system",
  "kubewarden",
  "kyverno",
  "linkerd",
  "neuvector",
  "opa",
  "ratify",
] as const;

/** The namespaces that exported policies leave alone, by name. */
export const EXEMPT_NAMESPACES: readonly string[] = [...SYSTEM_NAMESPACE_NAMES, ...POLICY_ENGINES].sort();

/*
 * The controllers that make Pods, ReplicaSets and Jobs out of templates that were judged themselves. Without their
 * exemption a Deployment that was there before the policies could neither be scaled nor survive the loss of a node.
 * Source: the service accounts that kube-controller-manager uses with --use-service-account-credentials, its own name
 * without.
 */
const CONTROLLERS = [
  "system:kube-controller-manager",
  "system:serviceaccount:kube-system:cronjob-controller",
  "system:serviceaccount:kube-system:daemon-set-controller",
  "system:serviceaccount:kube-system:deployment-controller",
  "system:serviceaccount:kube-system:job-controller",
  "system:serviceaccount:kube-system:replicaset-controller",
  "system:serviceaccount:kube-system:replication-controller",
  "system:serviceaccount:kube-system:statefulset-controller",
  // Fills in the rules of aggregated ClusterRoles from roles that were judged.
  "system:serviceaccount:kube-system:clusterrole-aggregation-controller",
  // Writes back what a namespace's own deletion and the garbage collection ask for.
  "system:serviceaccount:kube-system:generic-garbage-collector",
  "system:serviceaccount:kube-system:namespace-controller",
  // The API server itself: it brings the default roles up to date when it starts.
  "system:apiserver",
] as const;

/** A condition of a policy: where it does not hold, the policy looks away. */
export interface MatchCondition {
  readonly name: string;
  readonly expression: string;
}

/** What every exported policy looks away from. */
export const MATCH_CONDITIONS: readonly MatchCondition[] = [
  {
    name: "not-in-a-system-namespace",
    expression: `!request.?namespace.orValue('').matches('^(${SYSTEM_NAMESPACE_PREFIXES.join("|")})')`,
  },
  {
    name: "not-by-the-cluster-itself",
    expression: `!(request.userInfo.username in [${CONTROLLERS.map((name) => `'${name}'`).join(", ")}])`,
  },
];
