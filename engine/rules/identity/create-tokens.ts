import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const createTokens = defineRoleRule({
  id: "identity/create-tokens",
  title: "Role may create tokens of service accounts",
  severity: "critical",
  why: "The token request API hands out tokens of any account in reach, and so all of their rights.",
  remediation: "Remove the rule, or limit it by resourceNames to the account whose tokens are needed.",
  standards: { cis: ["5.1.13"], nsa: ["rbac"], mitre: ["T1528"], owasp: ["K03"] },
  equivalents: { kubescape: ["C-0282"] },
  controls: ["serviceaccounts-token-tokenrequest"],
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.createTokens,
  reach: { cluster: "critical", namespace: "high", named: "medium" },
});
