import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { BINDING_KINDS, describeBinding, isBootstrapBinding, subjectsOf } from "./binding";

/**
 * Members of system:masters are let through before RBAC is asked. A binding shows that somebody counts on the group;
 * EKS hands it out by the ConfigMap aws-auth.
 *
 * Source: Kubernetes documentation, "Role Based Access Control Good Practices"; measured with SubjectAccessReview.
 */
export const systemMasters = defineResourceRule({
  id: "identity/system-masters",
  title: "system:masters is used",
  severity: "high",
  why: "Members of system:masters pass before RBAC and every admission of rights: no binding limits them and none can be withdrawn.",
  remediation:
    "Use a group of your own, bound to the roles that are needed; keep system:masters for the break-glass credential.",
  standards: { cis: ["5.1.7"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: {
    trivy: ["KSV-0123"],
    kubescape: ["C-0246"],
    kyverno: ["restrict-binding-system-groups"],
  },
  controls: ["system-masters"],
  since: "0.1.0",
  appliesTo: [...BINDING_KINDS, "ConfigMap"],
  check({ resource, report }) {
    if (resource.kind === "ConfigMap") {
      if (resource.name !== "aws-auth") return;
      for (const key of ["mapRoles", "mapUsers"]) {
        const text = stringAt(resource.object, "data", key) ?? "";
        for (const { index } of text.matchAll(/system:masters/g)) {
          report({
            path: ["data", key],
            span: { start: index, end: index + "system:masters".length },
            message: `${key} of aws-auth puts cloud identities into system:masters, past RBAC`,
          });
        }
      }
      return;
    }
    if (isBootstrapBinding(resource)) return;
    for (const { index, kind, name } of subjectsOf(resource)) {
      if (kind !== "Group" || name !== "system:masters") continue;
      report({
        path: ["subjects", index, "name"],
        message: `${describeBinding(resource)} binds system:masters, whose members pass before RBAC is asked`,
      });
    }
  },
});
