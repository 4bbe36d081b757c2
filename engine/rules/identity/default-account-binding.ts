import { defineResourceRule } from "../define-rule";
import { BINDING_KINDS, type BoundSubject, describeBinding, describeRoleRef, subjectsOf } from "./binding";

/** An unbound default account has discovery and self-review only; a bound one shares its rights with every pod. */
export const defaultAccountBinding = defineResourceRule({
  id: "identity/default-account-binding",
  title: "Role is bound to a default service account",
  severity: "high",
  why: "Every pod of the namespace that names no account runs as the default one: what is bound to it is given to all of them, also to those that come later.",
  remediation: "Bind the role to an account of the workload's own and name it in the pod template.",
  standards: { cis: ["5.1.5"], nsa: ["rbac"], mitre: ["T1078.001"], owasp: ["K03"] },
  equivalents: {
    checkov: ["CKV_K8S_42"],
    kubescape: ["C-0189", "C-0225"],
    kics: ["1e749bc9"],
    terrascan: ["AC_K8S_0113"],
    popeye: ["308"],
  },
  controls: ["role-bound-to-default-sa-x"],
  since: "0.1.0",
  appliesTo: BINDING_KINDS,
  check({ resource, report }) {
    for (const subject of subjectsOf(resource)) {
      if (!isDefaultAccount(subject)) continue;
      const namespace = subject.namespace ?? resource.namespace;
      report({
        path: ["subjects", subject.index, "name"],
        message: `${describeBinding(resource)} gives ${describeRoleRef(resource)} to the default account${namespace ? ` of namespace "${namespace}"` : ""}, and so to every pod there that names none`,
        severity: resource.kind === "ClusterRoleBinding" ? "high" : "medium",
      });
    }
  },
});

function isDefaultAccount({ kind, name }: BoundSubject): boolean {
  return kind === "ServiceAccount"
    ? name === "default"
    : kind === "User" && /^system:serviceaccount:[^:]+:default$/.test(name);
}
