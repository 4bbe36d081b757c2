import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { accountUses, mayBeBound } from "./accounts";

/** Accounts for clouds and for logins from outside have other users than pods, so only bound ones weigh. */
export const unusedServiceAccount = defineInventoryRule({
  id: "identity/unused-service-account",
  title: "ServiceAccount is used by no workload",
  severity: "low",
  why: "An account that nobody runs as still has its rights: whoever may create pods or tokens in its namespace can take it.",
  remediation: "Remove the account with its bindings, or say by an annotation who uses it from outside.",
  standards: { nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: { popeye: ["400"] },
  waive: "An account for a login from outside of the cluster, such as a delivery pipeline.",
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "ServiceAccount",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
  ],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const used = new Set(accountUses(inventory).map(({ accountFact }) => accountFact));
    for (const fact of inventory.ofKind("ServiceAccount")) {
      if (fact.name === undefined || fact.name === "default" || used.has(fact)) continue;
      if (!mayBeBound(inventory, fact.namespace, fact.name)) continue;
      report(fact, {
        path: ["metadata", "name"],
        message: `ServiceAccount "${fact.name}" has a role bound to it, but no workload in the scope runs as it`,
      });
    }
  },
});
