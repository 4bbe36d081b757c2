import type { AccessQuestion } from "../../engine/access";

/** Why a permission matters: a key that faces translate and group by. */
export type Danger =
  | "reads-secrets"
  | "runs-code"
  | "enters-pods"
  | "gains-rights"
  | "acts-as-others"
  | "changes-workloads"
  | "opens-network"
  | "controls-admission"
  | "controls-nodes"
  | "destroys"
  | "hides-traces";

/** A column of the matrix. */
export interface Permission {
  /** As `kubectl auth can-i` has it: `create pods/exec`. */
  readonly text: string;
  readonly danger: Danger;
  readonly question: AccessQuestion;
  /** Held in no namespace: a RoleBinding does not give it. */
  readonly clusterScoped: boolean;
}

const RBAC = "rbac.authorization.k8s.io";
const ADMISSION = "admissionregistration.k8s.io";

function permission(
  danger: Danger,
  verb: string,
  target: string,
  group = "",
  clusterScoped = false,
): Permission {
  const [resource = "", subresource] = target.split("/");
  return {
    text: `${verb} ${target}${group === "" ? "" : `.${group}`}`,
    danger,
    question: { verb, group, resource, ...(subresource === undefined ? {} : { subresource }) },
    clusterScoped,
  };
}

/**
 * The permissions that lead furthest, the worst first. Asking `*` asks for the literal star, which only wildcards
 * give. Source: Kubernetes documentation, "RBAC good practices", privilege escalation risks.
 */
export const DANGEROUS_PERMISSIONS: readonly Permission[] = [
  permission("gains-rights", "*", "*", "*"),
  permission("gains-rights", "escalate", "clusterroles", RBAC, true),
  permission("gains-rights", "bind", "clusterroles", RBAC, true),
  permission("gains-rights", "escalate", "roles", RBAC),
  permission("gains-rights", "bind", "roles", RBAC),
  permission("gains-rights", "create", "clusterrolebindings", RBAC, true),
  permission("gains-rights", "create", "rolebindings", RBAC),
  permission("gains-rights", "update", "clusterroles", RBAC, true),
  permission("gains-rights", "update", "roles", RBAC),
  permission("acts-as-others", "impersonate", "users", "", true),
  permission("acts-as-others", "impersonate", "groups", "", true),
  permission("acts-as-others", "impersonate", "serviceaccounts"),
  permission("acts-as-others", "create", "serviceaccounts/token"),
  permission("acts-as-others", "update", "certificatesigningrequests/approval", "certificates.k8s.io", true),
  permission("reads-secrets", "get", "secrets"),
  permission("reads-secrets", "list", "secrets"),
  permission("reads-secrets", "watch", "secrets"),
  permission("reads-secrets", "create", "secrets"),
  permission("controls-nodes", "get", "nodes/proxy", "", true),
  permission("controls-nodes", "create", "nodes/proxy", "", true),
  permission("controls-nodes", "patch", "nodes", "", true),
  permission("enters-pods", "create", "pods/exec"),
  permission("enters-pods", "get", "pods/exec"),
  permission("enters-pods", "create", "pods/attach"),
  permission("enters-pods", "create", "pods/portforward"),
  permission("enters-pods", "patch", "pods/ephemeralcontainers"),
  permission("runs-code", "create", "pods"),
  permission("runs-code", "create", "deployments", "apps"),
  permission("runs-code", "create", "daemonsets", "apps"),
  permission("runs-code", "create", "statefulsets", "apps"),
  permission("runs-code", "create", "jobs", "batch"),
  permission("runs-code", "create", "cronjobs", "batch"),
  permission("runs-code", "create", "persistentvolumes", "", true),
  permission("changes-workloads", "patch", "deployments", "apps"),
  permission("changes-workloads", "patch", "namespaces"),
  permission("opens-network", "delete", "networkpolicies", "networking.k8s.io"),
  permission("opens-network", "patch", "services/status"),
  permission("controls-admission", "create", "mutatingwebhookconfigurations", ADMISSION, true),
  permission("controls-admission", "delete", "validatingwebhookconfigurations", ADMISSION, true),
  permission("controls-admission", "delete", "validatingadmissionpolicybindings", ADMISSION, true),
  permission("destroys", "delete", "namespaces"),
  permission("hides-traces", "delete", "events"),
];
