import { DANGEROUS_GRANTS } from "../../engine/access/dangerous-grants";
import { isDefaultRbac } from "../../engine/access/default-rbac";
import { bindingsOf } from "../../engine/access/grants";
import { accountUser } from "../../engine/access/implied-groups";
import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import type { KubernetesMinor } from "../../engine/kubernetes/kubernetes-version";
import { effectiveNamespace } from "../../engine/network/endpoint";
import { accessWorldOf, accountUses, dangerousRights } from "../../engine/rules/identity/accounts";
import { listNames } from "../../engine/rules/list-names";

/** What binds an account, who runs as it, and the worst of what it may, as one line. */
export function accountSummary(inventory: Inventory, fact: Fact, version: KubernetesMinor): string {
  const world = accessWorldOf(inventory, version);
  const namespace = effectiveNamespace(fact.namespace);
  const name = fact.name ?? "";
  const bindings = bindingsOf(world, { user: accountUser(namespace, name) }).filter(
    ({ binding }) => !isDefaultRbac(binding),
  );
  const names = [
    ...new Set(
      bindings.map(({ binding }) => `${binding.groupKind.replace(/^.*\//, "")} ${binding.name ?? ""}`),
    ),
  ];
  const users = accountUses(inventory).filter(
    (use) => use.account === name && effectiveNamespace(use.fact.namespace) === namespace,
  );
  const missing = bindings.some(({ role }) => role === undefined);
  const rights = [...new Set(dangerousRights(world, fact.namespace, name).map(({ key }) => key))];
  const gains = rights.slice(0, 2).map((key) => DANGEROUS_GRANTS[key].gains);
  return [
    names.length === 0 ? "bound by nothing" : `bound by ${listNames(names)}`,
    users.length === 0
      ? "used by no workload"
      : `used by ${users.length} ${users.length === 1 ? "workload" : "workloads"}`,
    ...(names.length === 0 ? [] : gains),
    ...(rights.length > gains.length ? [`and ${rights.length - gains.length} more dangerous rights`] : []),
    ...(missing ? ["a role is not in sight"] : []),
    ...(names.length > 0 && rights.length === 0 && !missing ? ["nothing dangerous"] : []),
  ].join(" · ");
}
