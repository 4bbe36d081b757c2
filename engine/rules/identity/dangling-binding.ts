import { isDefaultRbac } from "../../access";
import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";
import { accessWorldOf, bindingFacts, describeFact } from "./accounts";

/** The default roles of Kubernetes count; of accounts only those of namespaces whose accounts are in sight. */
export const danglingBinding = defineInventoryRule({
  id: "identity/dangling-binding",
  title: "Binding names a role or account that does not exist",
  severity: "low",
  why: "The binding gives nothing today. Whoever may later create a role or account of that name decides what it gives, or to whom.",
  remediation: "Correct the name, or remove the binding.",
  standards: { nsa: ["rbac"], mitre: ["T1098"], owasp: ["K03"] },
  equivalents: { popeye: ["1300"] },
  controls: ["binding-to-a-role-that-does-not-exist-x"],
  since: "0.1.0",
  appliesTo: [
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
    "rbac.authorization.k8s.io/Role",
    "rbac.authorization.k8s.io/ClusterRole",
    "ServiceAccount",
  ],
  needsClosedScope: true,
  check({ inventory, options, report }) {
    const world = accessWorldOf(inventory, options.kubernetesVersion);
    const inSight = new Set(inventory.ofKind("ServiceAccount").map(({ namespace }) => namespace));
    for (const binding of bindingFacts(inventory)) {
      if (isDefaultRbac(binding)) continue;
      const kind = stringAt(binding.data, "roleRef", "kind");
      const name = stringAt(binding.data, "roleRef", "name");
      if (!name || (kind !== "Role" && kind !== "ClusterRole")) continue;
      const namespace = kind === "Role" ? (binding.namespace ?? "default") : undefined;
      if (!world.roleOf(namespace, name)) {
        report(binding, {
          path: ["roleRef", "name"],
          message: `${describeFact(binding)} binds ${kind} "${name}", which does not exist${kind === "Role" && binding.namespace ? ` in namespace "${binding.namespace}"` : ""}`,
        });
        continue;
      }
      for (const { index, account } of missingAccounts(inventory, inSight, binding))
        report(binding, {
          path: ["subjects", index, "name"],
          message: `${describeFact(binding)} names account "${account}", which does not exist`,
        });
    }
  },
});

/** @param inSight the namespaces whose accounts are in sight */
function missingAccounts(
  inventory: Inventory,
  inSight: ReadonlySet<string | undefined>,
  binding: Fact,
): { index: number; account: string }[] {
  return mapsAt(binding.data, "subjects").flatMap(({ index, value }) => {
    const account = stringAt(value, "name");
    const namespace = stringAt(value, "namespace") ?? binding.namespace;
    if (stringAt(value, "kind") !== "ServiceAccount" || !account || account === "default") return [];
    return inSight.has(namespace) && !inventory.find("ServiceAccount", namespace, account)
      ? [{ index, account }]
      : [];
  });
}
