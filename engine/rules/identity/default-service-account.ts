import { fix, set } from "../../fixes/change";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { accountUses, describeFact, mayBeBound, mountsToken } from "./accounts";

/**
 * Hygiene: an unbound default account has discovery and self-review only. A pod without the token cannot use it.
 * Dedicated accounts are the business of `identity/automount-token`.
 */
export const defaultServiceAccount = defineInventoryRule({
  id: "identity/default-service-account",
  title: "Workload runs as the default service account",
  severity: "low",
  why: "Whatever is ever bound to the default account is given to every pod of the namespace that names none, and the token for it lies in this one.",
  remediation: "Name an account of the workload's own, or mount no token where the API is not used.",
  standards: { cis: ["5.1.5"], nsa: ["rbac"], mitre: ["T1528"], owasp: ["K03"] },
  equivalents: {
    "kube-linter": ["default-service-account"],
    checkov: ["CKV_K8S_41"],
    kubescape: ["C-0189"],
    kubesec: ["ServiceAccountName"],
    kics: ["591ade62"],
    popeye: ["300"],
  },
  controls: ["workload-uses-default-sa"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "ServiceAccount",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
  ],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const use of accountUses(inventory)) {
      if (use.account !== "default" || !mountsToken(use)) continue;
      const bound = mayBeBound(inventory, use.fact.namespace, "default");
      report(use.fact, {
        path: use.path,
        message: `${describeFact(use.fact)} runs as the default account of its namespace${bound ? ", to which a role is bound," : ""} and has its token mounted`,
        severity: bound ? "medium" : "low",
        fixes: bound
          ? []
          : [
              fix(
                "safe",
                "Mount no token; nothing is bound to the account",
                set([...use.pod.path, "automountServiceAccountToken"], false),
              ),
            ],
      });
    }
  },
});
