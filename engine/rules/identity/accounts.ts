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
import { effectiveNamespace, type Inventory } from "../../inventory/inventory";
import { memoOf, sameItems } from "../../inventory/tracked-inventory";
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
    return useOf(each, account, inventory.find("ServiceAccount", each.fact.namespace, account));
  }),
);

const uses = new WeakMap<WorkloadPod, AccountUse>();

/** The same object as long as the account is the same. */
function useOf(each: WorkloadPod, account: string, accountFact: Fact | undefined): AccountUse {
  const known = uses.get(each);
  if (known && known.accountFact === accountFact) return known;
  const use = { ...each, account, path: [...each.pod.path, "serviceAccountName"], accountFact };
  uses.set(each, use);
  return use;
}

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
  const bound = boundIn(inventory.whole, namespace);
  return bound === "all" || bound.has(name);
}

/** The accounts of a namespace that bindings may name: what is bound elsewhere concerns no rule of this one. */
const boundIn = memoOf(
  (inventory, namespace: string | undefined): "all" | ReadonlySet<string> => {
    const bound = boundNamesOf(inventory);
    const covers = (namespaces: ReadonlySet<string | undefined>) =>
      namespaces.size > 0 &&
      (namespace === undefined || namespaces.has(undefined) || namespaces.has(namespace));
    if (bound.all || covers(bound.whole)) return "all";
    const names = new Set<string>();
    for (const [name, namespaces] of bound.accounts) if (covers(namespaces)) names.add(name);
    return names;
  },
  (a, b) => a === b || (a !== "all" && b !== "all" && sameSets(a, b)),
);

function sameSets(a: ReadonlySet<unknown>, b: ReadonlySet<unknown>): boolean {
  if (a.size !== b.size) return false;
  for (const item of a) if (!b.has(item)) return false;
  return true;
}

const ACCOUNT_USER = /^system:serviceaccount:([^:]+):([^:]+)$/;
const ACCOUNT_GROUP = /^system:serviceaccounts:([^:]+)$/;

/** Accounts that a binding names; `name` is absent where it names all of a namespace, or of the cluster. */
type BoundName =
  | { readonly name: string | undefined; readonly namespace: string | undefined }
  | "every account";

const boundNames = new WeakMap<Fact, readonly BoundName[]>();

function namedBy(binding: Fact): readonly BoundName[] {
  const known = boundNames.get(binding);
  if (known) return known;
  const names = mapsAt(binding.data, "subjects").flatMap(({ value }): BoundName[] => {
    const name = stringAt(value, "name") ?? "";
    const kind = stringAt(value, "kind");
    if (kind === "ServiceAccount")
      return [{ name, namespace: stringAt(value, "namespace") ?? binding.namespace }];
    if (kind === "User") {
      const user = ACCOUNT_USER.exec(name);
      return user ? [{ name: user[2] ?? "", namespace: user[1] }] : [];
    }
    if (kind !== "Group") return [];
    if (name === "system:serviceaccounts") return ["every account"];
    const group = ACCOUNT_GROUP.exec(name);
    return group ? [{ name: undefined, namespace: group[1] }] : [];
  });
  boundNames.set(binding, names);
  return names;
}

function readBoundNames(inventory: Inventory): BoundNames {
  const accounts = new Map<string, Set<string | undefined>>();
  const whole = new Set<string | undefined>();
  let all = false;
  for (const binding of bindingFacts(inventory))
    for (const bound of namedBy(binding)) {
      if (bound === "every account") all = true;
      else if (bound.name === undefined) whole.add(bound.namespace);
      else {
        const namespaces = accounts.get(bound.name);
        if (namespaces) namespaces.add(bound.namespace);
        else accounts.set(bound.name, new Set([bound.namespace]));
      }
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

const NO_RIGHTS: readonly HeldRight[] = [];

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

function workOutRights(world: AccessWorld, user: string): readonly HeldRight[] {
  if (bindsGroups(world)) return bindingsOf(world, { user, groups: impliedGroups(user) }).flatMap(rightsBy);
  return rightsByEntries(world.entriesOf(`User:${user}`));
}

/** What is bound to an account itself gives. */
function rightsByEntries(entries: readonly BindingEntry[]): readonly HeldRight[] {
  if (entries.length === 0) return NO_RIGHTS;
  // As `bindingsOf` has it: what holds in the whole cluster comes first.
  return [
    ...entries.filter(({ namespace }) => namespace === undefined),
    ...entries.filter(({ namespace }) => namespace !== undefined),
  ].flatMap(rightsBy);
}

const groupBindings = new WeakMap<AccessWorld, boolean>();

/** Whether a binding in sight names a group: most name accounts alone, and the default ones are passed over. */
function bindsGroups(world: AccessWorld): boolean {
  const known =
    groupBindings.get(world) ??
    world.entries.some(({ subject, binding }) => subject.kind === "Group" && !isDefaultRbac(binding));
  groupBindings.set(world, known);
  return known;
}

const rightsByEntry = new WeakMap<BindingEntry, readonly HeldRight[]>();

function rightsBy(entry: BindingEntry): readonly HeldRight[] {
  if (isDefaultRbac(entry.binding) || !entry.role) return NO_RIGHTS;
  const known = rightsByEntry.get(entry);
  if (known) return known;
  const rights = entry.role.rules.flatMap((owned) =>
    dangersOf(owned, entry.namespace !== undefined).map((key): HeldRight => ({ key, entry, owned })),
  );
  rightsByEntry.set(entry, rights);
  return rights;
}

const KEYS = Object.keys(DANGEROUS_GRANTS) as DangerousGrantKey[];

/** By the rule, for a binding in a namespace and one of the cluster. */
const dangers = new WeakMap<OwnedRule, [(readonly DangerousGrantKey[])?, (readonly DangerousGrantKey[])?]>();

function dangersOf(owned: OwnedRule, isNamespaced: boolean): readonly DangerousGrantKey[] {
  const known = dangers.get(owned) ?? [];
  dangers.set(owned, known);
  const at = isNamespaced ? 0 : 1;
  let keys = known[at];
  if (!keys) {
    const rule = expand(owned.rule);
    keys = KEYS.filter((key) => matchOf(rule, DANGEROUS_GRANTS[key], isNamespaced));
    known[at] = keys;
  }
  return keys;
}

/** Whether anything in sight gives an account the whole cluster, as most scopes do not. */
export function hasDecisiveRights(world: AccessWorld): boolean {
  return world.entries.some((entry) => entry.namespace === undefined && rightsBy(entry).some(isDecisive));
}

/** The dangerous rights of an account that a workload of a namespace runs as. */
export function rightsOfUse(
  inventory: Inventory,
  use: AccountUse,
  kubernetesVersion: KubernetesMinor,
): readonly HeldRight[] {
  const { namespace } = use.fact;
  const known = usedRights(inventory, kubernetesVersion).get(use);
  return known ?? dangerousRights(accessWorldOf(inventory.whole, kubernetesVersion), namespace, use.account);
}

const areGroupsBound = memoOf((inventory, kubernetesVersion: KubernetesMinor) =>
  bindsGroups(accessWorldOf(inventory, kubernetesVersion)),
);

/** The account that a binding names, also by its user name. */
function accountOf({
  subject,
}: BindingEntry): { readonly namespace: string; readonly name: string } | undefined {
  if (subject.kind === "ServiceAccount") return { namespace: subject.namespace ?? "", name: subject.name };
  const [, namespace, name] = (subject.kind === "User" && ACCOUNT_USER.exec(subject.name)) || [];
  return namespace !== undefined && name !== undefined ? { namespace, name } : undefined;
}

const entriesByNamespace = memoOf((inventory, kubernetesVersion: KubernetesMinor) => {
  const byNamespace = new Map<string, BindingEntry[]>();
  for (const entry of accessWorldOf(inventory, kubernetesVersion).entries) {
    const namespace = accountOf(entry)?.namespace;
    if (namespace === undefined) continue;
    const list = byNamespace.get(namespace);
    if (list) list.push(entry);
    else byNamespace.set(namespace, [entry]);
  }
  return byNamespace;
});

/** What is bound to the accounts of the namespace that the inventory is the view from. */
const entriesIn = memoOf(
  (inventory, kubernetesVersion: KubernetesMinor): readonly BindingEntry[] =>
    entriesByNamespace(inventory.whole, kubernetesVersion).get(inventory.view ?? "") ?? [],
  sameItems,
);

/** What workloads may do by their accounts: whoever asks runs again only where a right has changed. */
const usedRights = memoOf(
  (inventory, kubernetesVersion: KubernetesMinor): ReadonlyMap<AccountUse, readonly HeldRight[]> => {
    const { whole, view } = inventory;
    if (view === undefined || areGroupsBound(whole, kubernetesVersion)) {
      const world = accessWorldOf(whole, kubernetesVersion);
      return new Map(
        accountUses(inventory).map((use) => [use, dangerousRights(world, use.fact.namespace, use.account)]),
      );
    }
    const byAccount = new Map<string, BindingEntry[]>();
    for (const entry of entriesIn(inventory, kubernetesVersion)) {
      const name = accountOf(entry)?.name ?? "";
      const list = byAccount.get(name);
      if (list) list.push(entry);
      else byAccount.set(name, [entry]);
    }
    return new Map(
      accountUses(inventory).map((use) => [use, rightsByEntries(byAccount.get(use.account) ?? [])]),
    );
  },
  (a, b) => {
    if (a.size !== b.size) return false;
    for (const [use, rights] of a) {
      const other = b.get(use);
      if (!other || !sameItems(rights, other)) return false;
    }
    return true;
  },
);

/** The accounts that workloads of a scope run as, as `namespace/name`. */
export const usedAccounts = memoOf(
  (inventory): ReadonlySet<string> =>
    new Set(
      accountUses(inventory).map(({ fact, account }) => `${effectiveNamespace(fact.namespace)}/${account}`),
    ),
  sameSets,
);

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
