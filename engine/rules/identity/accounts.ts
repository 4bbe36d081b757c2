import {
  type AccessWorld,
  accountUser,
  bindingsOf,
  createAccessWorld,
  impliedGroups,
  isDefaultRbac,
} from "../../access";
import type { OwnedRule } from "../../access/aggregation";
import { DANGEROUS_GRANTS, type DangerousGrantKey } from "../../access/dangerous-grants";
import type { IndexedPolicyRule } from "../../access/policy-rule";
import type { BindingEntry } from "../../access/world";
import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { memoOf } from "../../inventory/tracked-inventory";
import { type WorkloadPod, workloadPods } from "../../inventory/workload-pods";
import type { Path } from "../../json";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import { matchOf } from "./define-role-rule";

/** A pod template with the account that it runs as. */
export interface AccountUse extends WorkloadPod {
  /** `default` where none is named. */
  readonly account: string;
  /** Where the account is named, or belongs. */
  readonly path: Path;
  /** The ServiceAccount, where it is in sight. */
  readonly accountFact: Fact | undefined;
}

/** Every pod template of a scope with its account; worked out once for each inventory. */
export const accountUses = memoOf((inventory): readonly AccountUse[] =>
  workloadPods(inventory).map((each) => {
    const account = each.pod.serviceAccountName || "default";
    return {
      ...each,
      account,
      path: [...each.pod.path, "serviceAccountName"],
      accountFact: inventory.find("ServiceAccount", each.fact.namespace, account),
    };
  }),
);

/** Whether the token is mounted: the pod decides, else its account, else yes. */
export function mountsToken({ pod, accountFact }: AccountUse): boolean {
  return (
    pod.automountServiceAccountToken ?? booleanAt(accountFact?.data, "automountServiceAccountToken") ?? true
  );
}

/** What bindings say of accounts: namespaces by account name, and those all of whose accounts are named. */
interface BoundNames {
  readonly accounts: ReadonlyMap<string, ReadonlySet<string | undefined>>;
  readonly whole: ReadonlySet<string | undefined>;
  readonly all: boolean;
}

const boundNamesOf = memoOf(readBoundNames);

/**
 * Whether a binding in sight may name an account, directly or by a group of accounts. A namespace that is not written
 * may be any: this errs on the side of yes.
 */
export function mayBeBound(inventory: Inventory, namespace: string | undefined, name: string): boolean {
  const bound = boundNamesOf(inventory);
  const covers = (namespaces: ReadonlySet<string | undefined> | undefined) =>
    namespaces !== undefined &&
    namespaces.size > 0 &&
    (namespace === undefined || namespaces.has(undefined) || namespaces.has(namespace));
  return bound.all || covers(bound.whole) || covers(bound.accounts.get(name));
}

const ACCOUNT_USER = /^system:serviceaccount:([^:]+):([^:]+)$/;
const ACCOUNT_GROUP = /^system:serviceaccounts:([^:]+)$/;

function readBoundNames(inventory: Inventory): BoundNames {
  const accounts = new Map<string, Set<string | undefined>>();
  const whole = new Set<string | undefined>();
  let all = false;
  const add = (name: string, namespace: string | undefined) =>
    accounts.set(name, (accounts.get(name) ?? new Set()).add(namespace));
  for (const binding of bindingFacts(inventory))
    for (const { value } of mapsAt(binding.data, "subjects")) {
      const name = stringAt(value, "name") ?? "";
      const kind = stringAt(value, "kind");
      const user = ACCOUNT_USER.exec(name);
      const group = ACCOUNT_GROUP.exec(name);
      if (kind === "ServiceAccount") add(name, stringAt(value, "namespace") ?? binding.namespace);
      else if (kind === "User" && user) add(user[2] ?? "", user[1]);
      else if (kind === "Group" && name === "system:serviceaccounts") all = true;
      else if (kind === "Group" && group) whole.add(group[1]);
    }
  return { accounts, whole, all };
}

/** The RoleBindings and ClusterRoleBindings of a scope. */
export function bindingFacts(inventory: Inventory): readonly Fact[] {
  return ["RoleBinding", "ClusterRoleBinding"].flatMap((kind) =>
    inventory.ofKind(`rbac.authorization.k8s.io/${kind}`),
  );
}

/** The roles and bindings of a scope with the default ones, ready to be asked; made once for each inventory. */
export const accessWorldOf = memoOf((inventory, kubernetesVersion: KubernetesMinor): AccessWorld => {
  const kinds = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"];
  const facts = kinds.flatMap((kind) => inventory.ofKind(`rbac.authorization.k8s.io/${kind}`));
  return createAccessWorld(facts, { kubernetesVersion });
});

/** A dangerous right that an account holds, with the binding and the rule that give it. */
export interface HeldRight {
  readonly key: DangerousGrantKey;
  readonly entry: BindingEntry;
  readonly owned: OwnedRule;
}

const rightsOf = new WeakMap<AccessWorld, Map<string, readonly HeldRight[]>>();

/** The dangerous rights of an account: each with the first binding that gives it, wildcards worked out. */
export function dangerousRights(
  world: AccessWorld,
  namespace: string | undefined,
  account: string,
): readonly HeldRight[] {
  const user = accountUser(namespace ?? "default", account);
  const known = rightsOf.get(world) ?? new Map<string, readonly HeldRight[]>();
  rightsOf.set(world, known);
  const rights = known.get(user) ?? workOutRights(world, user);
  known.set(user, rights);
  return rights;
}

function workOutRights(world: AccessWorld, user: string): HeldRight[] {
  const rights: HeldRight[] = [];
  for (const entry of bindingsOf(world, { user, groups: impliedGroups(user) })) {
    if (isDefaultRbac(entry.binding) || !entry.role) continue;
    for (const owned of entry.role.rules) {
      const rule = expand(owned.rule);
      for (const key of Object.keys(DANGEROUS_GRANTS) as DangerousGrantKey[]) {
        if (matchOf(rule, DANGEROUS_GRANTS[key], entry.namespace !== undefined))
          rights.push({ key, entry, owned });
      }
    }
  }
  return rights;
}

/** Rights over the whole cluster that alone make an administrator. */
const DECISIVE: ReadonlySet<DangerousGrantKey> = new Set<DangerousGrantKey>([
  "readSecrets",
  "nodeProxy",
  "escalate",
  "bind",
  "impersonate",
  "controlWebhooks",
  "createTokens",
]);

/** Whether a right holds in the whole cluster, for every name, and alone makes an administrator. */
export function isDecisive({ key, entry, owned }: HeldRight): boolean {
  return DECISIVE.has(key) && entry.namespace === undefined && owned.rule.resourceNames.length === 0;
}

const GRANTS = Object.values(DANGEROUS_GRANTS).flatMap(({ grants }) => [...grants]);
const EVERY_VERB: readonly string[] = [...new Set(GRANTS.flatMap(({ verbs }) => [...verbs]))];
const EVERY_RESOURCE: readonly string[] = [...new Set(GRANTS.flatMap(({ resources }) => [...resources]))];

/** A wildcard stands for everything that is dangerous. */
function expand(rule: IndexedPolicyRule): IndexedPolicyRule {
  return {
    ...rule,
    verbs: rule.verbs.includes("*") ? EVERY_VERB : rule.verbs,
    resources: rule.resources.includes("*") ? EVERY_RESOURCE : rule.resources,
  };
}

/** How a message names a fact. */
export function describeFact({ groupKind, name }: Fact): string {
  return `${groupKind.slice(groupKind.indexOf("/") + 1)} "${name ?? ""}"`;
}
