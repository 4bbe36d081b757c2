import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { BINDING_KINDS, BROAD_SUBJECTS, describeBinding, isBootstrapBinding, subjectsOf } from "./binding";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices", least privilege. */
export const clusterAdminBinding = defineResourceRule({
  id: "identity/cluster-admin-binding",
  title: "cluster-admin is bound",
  severity: "critical",
  why: "cluster-admin may do everything: whoever takes over one of its subjects owns the cluster and every Secret in it.",
  remediation: "Bind a role that lists what is needed, in the namespaces where it is needed.",
  standards: { cis: ["5.1.1"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: {
    "kube-linter": ["cluster-admin-role-binding"],
    trivy: ["KSV-0111"],
    kubescape: ["C-0185"],
    polaris: ["clusterrolebindingClusterAdmin", "rolebindingClusterAdminClusterRole"],
    kics: ["249328b8"],
    kyverno: ["restrict-binding-clusteradmin"],
  },
  controls: ["cluster-admin-bound-x"],
  waive: "The group of the platform's administrators, kept small, with a second factor.",
  since: "0.1.0",
  appliesTo: BINDING_KINDS,
  check({ resource, report }) {
    if (isBootstrapBinding(resource)) return;
    if (stringAt(resource.object, "roleRef", "kind") !== "ClusterRole") return;
    if (stringAt(resource.object, "roleRef", "name") !== "cluster-admin") return;
    const subjects = subjectsOf(resource);
    const own = subjects.filter(({ name }) => !BROAD_SUBJECTS.has(name));
    if (subjects.length > 0 && own.length === 0) return;
    const everywhere = resource.kind === "ClusterRoleBinding";
    const who = own.map(({ kind, name }) => `${kind} "${name}"`).join(", ") || "its subjects";
    report({
      path: ["roleRef", "name"],
      message: `${describeBinding(resource)} makes ${who} administrator of ${everywhere ? "the whole cluster" : "the namespace"}`,
      severity: everywhere ? "critical" : "high",
    });
  },
});
