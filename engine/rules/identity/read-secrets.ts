import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { fix, remove } from "../../fixes/change";
import { defineRoleRule } from "./define-role-rule";

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const readSecrets = defineRoleRule({
  id: "identity/read-secrets",
  title: "Role may read Secrets",
  severity: "critical",
  why: "get, list and watch all return the values of Secrets, and cluster-wide they hold the credentials of everything. Pods need no such right: the kubelet fetches the Secrets that they mount.",
  remediation:
    "Remove the rule; where the API is really used, keep only get with resourceNames for the Secrets that are read.",
  standards: { cis: ["5.1.2"], nsa: ["rbac"], mitre: ["T1552.007"], owasp: ["K03"] },
  equivalents: {
    "kube-linter": ["access-to-secrets"],
    checkov: ["CKV2_K8S_5"],
    trivy: ["KSV-0041", "KSV-0113"],
    kubescape: ["C-0015", "C-0186"],
    kics: ["b7bca5c4", "056ac60e"],
    kyverno: ["restrict-secret-role-verbs"],
  },
  controls: ["read-secrets-get-list-watch"],
  waive:
    "An operator whose job is to copy or serve Secrets of every namespace, such as a certificate or ingress controller.",
  fixable: true,
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.readSecrets,
  reach: { cluster: "critical", namespace: "high", named: "medium" },
  fixes: (rule, { resources }) => [
    fix(
      "unsafe",
      "Remove the right to Secrets; mounting them needs none",
      remove(
        resources.length === rule.resources.length
          ? ["rules", rule.index]
          : ["rules", rule.index, "resources", resources[0] ?? 0],
      ),
    ),
  ],
});
