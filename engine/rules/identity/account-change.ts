import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { type AccountUse, accountUses, describeFact } from "./accounts";

/** Only where everything that is deployed together is in sight: elsewhere one file may replace the other. */
export const accountChange = defineInventoryRule({
  id: "identity/account-change",
  title: "One workload is declared with two accounts",
  severity: "medium",
  why: "Whichever manifest is applied last changes the account of a running controller, and with it the rights of its pods, without anybody having decided so.",
  remediation: "Keep one declaration of the workload.",
  standards: { nsa: ["rbac"], mitre: ["T1098"], owasp: ["K03"] },
  equivalents: {
    kyverno: ["restrict-pod-controller-serviceaccount-updates"],
    gatekeeper: ["NoUpdateServiceAccount"],
  },
  controls: ["change-of-serviceaccountname-on-existing-controller"],
  since: "0.1.0",
  appliesTo: WORKLOAD_KINDS,
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const first = new Map<string, AccountUse>();
    for (const use of accountUses(inventory)) {
      const { groupKind, namespace, name } = use.fact;
      const key = `${groupKind}\u0000${namespace ?? ""}\u0000${name ?? ""}`;
      const before = first.get(key);
      if (!before) {
        if (name !== undefined) first.set(key, use);
        continue;
      }
      if (before.account === use.account) continue;
      report(use.fact, {
        path: use.path,
        message: `${describeFact(use.fact)} is declared twice, here with account "${use.account}" and before with "${before.account}"`,
        related: [{ fact: before.fact, path: before.path, message: `account "${before.account}"` }],
      });
    }
  },
});
