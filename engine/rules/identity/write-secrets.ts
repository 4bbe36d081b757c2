import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { defineRoleRule } from "./define-role-rule";

/** Reading is reported by `identity/read-secrets`, at the same place. */
const READS = new Set(["get", "list", "watch"]);

/** Source: Kubernetes documentation, "Role Based Access Control Good Practices". */
export const writeSecrets = defineRoleRule({
  id: "identity/write-secrets",
  title: "Role may write Secrets",
  severity: "high",
  why: "A Secret of type kubernetes.io/service-account-token is filled by the cluster with a token that never expires, of any account of the namespace. Who writes Secrets also chooses what other workloads trust.",
  remediation:
    "Remove the rule, or limit update and patch by resourceNames; let an external secrets operator write Secrets.",
  standards: { nsa: ["rbac"], mitre: ["T1528"], owasp: ["K03"] },
  equivalents: { kyverno: ["deny-secret-service-account-token-type"] },
  controls: ["create-sa-token-secrets"],
  waive: "An operator whose job is to write Secrets, such as a certificate or external secrets controller.",
  since: "0.1.0",
  grant: DANGEROUS_GRANTS.createSecrets,
  reach: { cluster: "high", namespace: "medium", named: "low" },
  except: (rule) => rule.resourceNames.length > 0 || rule.verbs.some((verb) => READS.has(verb)),
});
