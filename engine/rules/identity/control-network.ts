import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const controlNetwork = defineRoleRule({
  id: "identity/control-network",
  title: "Role may change network policies or what is published",
  severity: "medium",
  why: "Who writes network policies opens what they closed; who writes Ingresses and routes publishes services or takes over their hosts.",
  remediation: "Leave the network to the platform or the delivery pipeline; grant get and list.",
  standards: { nsa: ["rbac"], mitre: ["T1562.007"], owasp: ["K03"] },
  equivalents: { trivy: ["KSV-0056"] },
  controls: ["manage-networking-networkpolicy-gateway-api"],
  waive: "A network or ingress controller, or the delivery pipeline of a team.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.controlNetwork,
  reach: { cluster: "medium", namespace: "low", named: "low" },
});
