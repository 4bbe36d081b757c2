import type { Question } from "./reviews/question";

/** Why a permission matters, as a key the client translates. */
export type CheckReason =
  | "reads-secrets"
  | "runs-code"
  | "enters-pods"
  | "gains-rights"
  | "acts-as-others"
  | "changes-workloads"
  | "opens-network"
  | "controls-admission"
  | "controls-nodes"
  | "reads"
  | "own"
  | "destroys";

/** A permission that the tree asks about. */
export interface Check {
  readonly question: Omit<Question, "namespace">;
  readonly reason: CheckReason;
  /** True where holding it is a step towards taking over the namespace or the cluster. */
  readonly dangerous: boolean;
}

function check(reason: CheckReason, verb: string, target: string, dangerous = true): Check {
  const [resource = "", subresource] = target.split("/");
  return {
    question: { verb, resource, ...(subresource === undefined ? {} : { subresource }) },
    reason,
    dangerous,
  };
}

/** What is asked in a namespace, the most dangerous first. */
export const NAMESPACE_CHECKS: readonly Check[] = [
  check("reads-secrets", "get", "secrets"),
  check("reads-secrets", "list", "secrets"),
  check("runs-code", "create", "pods"),
  check("enters-pods", "create", "pods/exec"),
  check("gains-rights", "create", "rolebindings.rbac.authorization.k8s.io"),
  check("gains-rights", "escalate", "roles.rbac.authorization.k8s.io"),
  check("acts-as-others", "impersonate", "serviceaccounts"),
  check("acts-as-others", "create", "serviceaccounts/token"),
  check("changes-workloads", "patch", "deployments.apps"),
  check("opens-network", "delete", "networkpolicies.networking.k8s.io"),
  check("destroys", "delete", "pods", false),
  check("reads", "get", "pods", false),
  check("reads", "get", "pods/log", false),
  check("reads", "list", "configmaps", false),
];

/** What is asked of the cluster as a whole: all namespaces, and kinds that live in none. */
export const CLUSTER_CHECKS: readonly Check[] = [
  check("reads-secrets", "list", "secrets"),
  check("runs-code", "create", "pods"),
  check("gains-rights", "create", "clusterrolebindings.rbac.authorization.k8s.io"),
  check("gains-rights", "escalate", "clusterroles.rbac.authorization.k8s.io"),
  check("gains-rights", "bind", "clusterroles.rbac.authorization.k8s.io"),
  check("acts-as-others", "impersonate", "users"),
  check("acts-as-others", "impersonate", "groups"),
  check("controls-nodes", "get", "nodes/proxy"),
  check("controls-admission", "create", "mutatingwebhookconfigurations.admissionregistration.k8s.io"),
  check("controls-admission", "delete", "validatingwebhookconfigurations.admissionregistration.k8s.io"),
  check("runs-code", "create", "persistentvolumes"),
  check("gains-rights", "*", "*"),
  check("reads", "list", "namespaces", false),
  check("reads", "list", "nodes", false),
];
