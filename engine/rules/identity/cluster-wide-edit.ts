import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { BROAD_SUBJECTS, describeBinding, isBootstrapBinding, subjectsOf } from "./binding";

/**
 * The default roles edit and admin read Secrets, run commands in pods and impersonate service accounts; bound
 * cluster-wide they do so in kube-system.
 *
 * Source: Kubernetes, bootstrap policy, `system:aggregate-to-edit`.
 */
export const clusterWideEdit = defineResourceRule({
  id: "identity/cluster-wide-edit",
  title: "edit or admin is bound cluster-wide",
  severity: "high",
  why: "Both roles read Secrets, run commands in pods and impersonate service accounts: in kube-system too, that is as good as cluster-admin.",
  remediation: "Bind the role with a RoleBinding in each namespace where it is needed.",
  standards: { nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  since: "0.1.0",
  appliesTo: ["rbac.authorization.k8s.io/ClusterRoleBinding"],
  check({ resource, report }) {
    const role = stringAt(resource.object, "roleRef", "name");
    if (isBootstrapBinding(resource) || (role !== "edit" && role !== "admin")) return;
    const subjects = subjectsOf(resource);
    if (subjects.length > 0 && subjects.every(({ name }) => BROAD_SUBJECTS.has(name))) return;
    report({
      path: ["roleRef", "name"],
      message: `${describeBinding(resource)} gives "${role}" in every namespace: its Secrets, its pods and its accounts, also those of kube-system`,
    });
  },
});
