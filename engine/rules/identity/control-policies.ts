import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const controlPolicies = defineRoleRule({
  id: "identity/control-policies",
  title: "Role may change admission policies or custom resource definitions",
  severity: "high",
  why: "Admission policies and the definitions behind them guard the cluster: who changes them switches the guard off, or deletes every object of a kind with its definition.",
  remediation: "Leave policies and definitions to the platform; grant get and list.",
  standards: { nsa: ["rbac"], mitre: ["T1562.001"], owasp: ["K03"] },
  controls: ["crds-gatekeeper-kyverno-vap-admin"],
  waive: "The policy engine itself, or an operator that installs its own definitions.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.controlPolicies,
  reach: { cluster: "high", namespace: "medium", named: "low" },
});
