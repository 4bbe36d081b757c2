import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const portForward = defineRoleRule({
  id: "identity/port-forward",
  title: "Role may forward ports of pods",
  severity: "medium",
  why: "Port forwarding reaches every port of a pod from outside, past network policies and the edge.",
  remediation: "Remove the rule, or give it for a limited time in one namespace.",
  standards: { nsa: ["rbac"], mitre: ["T1613"], owasp: ["K03"] },
  equivalents: { kubescape: ["C-0063"], kics: ["38fa11ef"] },
  controls: ["pods-portforward"],
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.portForward,
  // From 1.35 on a connection needs create, also over websockets.
  formerly: {
    before: 35,
    grants: [{ groups: [""], resources: ["pods/portforward"], verbs: ["get"] }],
  },
  reach: { cluster: "medium", namespace: "low", named: "low" },
});
