import type { AccessQuestion } from "../engine/access";
import { isClusterScoped } from "../engine/access/dangerous-grant";

/** The group of resources that are often asked for without one. */
const GROUPS: Readonly<Record<string, string>> = {
  deployments: "apps",
  statefulsets: "apps",
  daemonsets: "apps",
  replicasets: "apps",
  jobs: "batch",
  cronjobs: "batch",
  ingresses: "networking.k8s.io",
  networkpolicies: "networking.k8s.io",
  roles: "rbac.authorization.k8s.io",
  rolebindings: "rbac.authorization.k8s.io",
  clusterroles: "rbac.authorization.k8s.io",
  clusterrolebindings: "rbac.authorization.k8s.io",
  validatingwebhookconfigurations: "admissionregistration.k8s.io",
  mutatingwebhookconfigurations: "admissionregistration.k8s.io",
  validatingadmissionpolicies: "admissionregistration.k8s.io",
  certificatesigningrequests: "certificates.k8s.io",
  customresourcedefinitions: "apiextensions.k8s.io",
  horizontalpodautoscalers: "autoscaling",
  poddisruptionbudgets: "policy",
  leases: "coordination.k8s.io",
};

/**
 * Reads `RESOURCE`, `RESOURCE.GROUP`, `RESOURCE/NAME` as `kubectl auth can-i` does, without discovery: well-known
 * resources find their group; others are of the core group unless one is named. Cluster-scoped resources are asked
 * about without a namespace.
 */
export function resolveResource(
  text: string,
  subresource: string | undefined,
  namespace: string,
): Omit<AccessQuestion, "verb"> {
  const slash = text.indexOf("/");
  const type = slash < 0 ? text : text.slice(0, slash);
  const name = slash < 0 ? undefined : text.slice(slash + 1);
  const dot = type.indexOf(".");
  const resource = dot < 0 ? type : type.slice(0, dot);
  const group = dot < 0 ? (GROUPS[resource] ?? "") : type.slice(dot + 1);
  return {
    resource,
    group,
    namespace: isClusterScoped(resource) ? "" : namespace,
    ...(name ? { name } : {}),
    ...(subresource ? { subresource } : {}),
  };
}
