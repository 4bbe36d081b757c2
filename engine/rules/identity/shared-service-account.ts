import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { type AccountUse, accountUses, describeFact, mayBeBound } from "./accounts";

/** Sharing an account without rights harms nobody, and the default account has rules of its own. */
export const sharedServiceAccount = defineInventoryRule({
  id: "identity/shared-service-account",
  title: "Several workloads share an account with rights",
  severity: "low",
  why: "Each workload has the rights of all: the weakest of them decides how safe they are, and the audit log cannot tell who acted.",
  remediation: "Give each workload an account with the rights that it needs itself.",
  standards: { cis: ["5.1.5"], nsa: ["rbac"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: { kics: ["c1032cf7"] },
  controls: ["sa-shared-between-workloads-x"],
  waive: "Parts of one program that need the same rights.",
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
  ],
  eachNamespace: true,
  check({ inventory, report }) {
    const groups = new Map<string, AccountUse[]>();
    for (const use of accountUses(inventory)) {
      if (use.account === "default") continue;
      const key = `${use.fact.namespace ?? ""}\u0000${use.account}`;
      const group = groups.get(key);
      if (group) group.push(use);
      else groups.set(key, [use]);
    }
    for (const [first, ...others] of groups.values()) {
      if (!first) continue;
      const different = others.filter(({ fact }) => fact.name !== first.fact.name);
      if (different.length === 0 || !mayBeBound(inventory, first.fact.namespace, first.account)) continue;
      report(first.fact, {
        path: first.path,
        message: `account "${first.account}" is also that of ${different.map(({ fact }) => describeFact(fact)).join(", ")}, so that each has the rights of all`,
        related: different.map(({ fact, path }) => ({
          fact,
          path,
          message: `${describeFact(fact)} runs as the same account`,
        })),
      });
    }
  },
});
