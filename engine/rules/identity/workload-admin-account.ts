import { isDefaultRbac } from "../../access";
import { DANGEROUS_GRANTS } from "../../access/dangerous-grants";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import type { RelatedPlace } from "../rule";
import { accountUses, describeFact, type HeldRight, isDecisive, mountsToken, rightsOfUse } from "./accounts";

/** Rights over the whole cluster that alone make an administrator; lesser ones are the business of the role's rules. */
export const workloadAdminAccount = defineInventoryRule({
  id: "identity/workload-admin-account",
  title: "Workload runs as an account that can take over the cluster",
  severity: "high",
  why: "Whoever breaks into this workload finds a token with which the whole cluster is taken: one fault of one program is enough.",
  remediation: "Give the account a Role in the namespaces where it works, without the right that is named.",
  standards: { cis: ["5.1.1"], nsa: ["rbac"], mitre: ["T1078", "T1528"], owasp: ["K03"] },
  equivalents: { kubescape: ["C-0267", "C-0272", "C-0053"] },
  controls: ["workload-runs-with-takeover-admin-sa-x-graph"],
  waive: "An operator of the whole cluster, kept apart in its own namespace.",
  since: "0.1.0",
  appliesTo: [
    ...WORKLOAD_KINDS,
    "ServiceAccount",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/ClusterRole",
  ],
  eachNamespace: true,
  check({ inventory, options, report }) {
    for (const use of accountUses(inventory)) {
      if (!mountsToken(use)) continue;
      const rights = rightsOfUse(inventory, use, options.kubernetesVersion).filter(isDecisive);
      const [first] = rights;
      if (!first) continue;
      const gains = [...new Set(rights.map(({ key }) => DANGEROUS_GRANTS[key].gains))];
      report(use.fact, {
        path: use.path,
        message: `${describeFact(use.fact)} runs as "${use.account}", which in the whole cluster ${gains.slice(0, 2).join(" and ")} by ${describeFact(first.entry.binding)}`,
        related: placesOf(first),
      });
    }
  },
});

/** The binding and the rule of a right, as places of the manifests; default roles stand nowhere. */
export function placesOf({ entry, owned }: HeldRight): RelatedPlace[] {
  const binding: RelatedPlace = {
    fact: entry.binding,
    path: ["subjects", entry.subjectIndex, "name"],
    message: `${describeFact(entry.binding)} binds ${entry.roleKind} "${entry.roleName}"`,
  };
  if (isDefaultRbac(owned.owner)) return [binding];
  return [
    binding,
    { fact: owned.owner, path: ["rules", owned.rule.index], message: "the rule that gives it" },
  ];
}
