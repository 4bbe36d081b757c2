import { fix, remove } from "../../fixes/change";
import { booleanAt } from "../../kubernetes/fields";
import { describeContainer } from "../../kubernetes/pod-template";
import { isPrivileged, needsPrivilegeEscalation } from "../../workload/effective-security";
import { defineContainerRule } from "../define-rule";

/** Source: validation of security contexts in k8s.io/kubernetes, pkg/apis/core/validation. */
export const privilegeEscalationConflict = defineContainerRule({
  id: "workload/privilege-escalation-conflict",
  title: "allowPrivilegeEscalation: false contradicts the privileges beside it",
  severity: "medium",
  why: "The API server refuses the pod: a privileged container can gain any privilege, whatever the field says.",
  remediation: "Take the privileges away, or remove `allowPrivilegeEscalation: false`.",
  controls: ["allowprivilegeescalation-not-false"],
  fixable: true,
  since: "0.1.0",
  check({ container, report }) {
    if (booleanAt(container.spec, "securityContext", "allowPrivilegeEscalation") !== false) return;
    if (!needsPrivilegeEscalation(container)) return;
    const path = container.at("securityContext", "allowPrivilegeEscalation");
    const beside = isPrivileged(container) ? "privileged: true" : "the capability CAP_SYS_ADMIN";
    report({
      path,
      message: `${describeContainer(container)} is refused by the API server: allowPrivilegeEscalation: false stands beside ${beside}`,
      fixes: [fix("unsafe", "Remove allowPrivilegeEscalation", remove(path))],
    });
  },
});
