import type { Fact } from "../inventory/fact";
import { mapsAt, stringAt } from "../kubernetes/fields";
import { type KubernetesMinor, NEWEST_MINOR } from "../kubernetes/kubernetes-version";
import { ownRules, type RoleRules, resolveAggregation } from "./aggregation";
import { defaultRbacFacts } from "./default-rbac";
import { accountUser } from "./implied-groups";
import type { BoundSubject } from "./question";

const RBAC = "rbac.authorization.k8s.io";
const ROLE_BINDING = `${RBAC}/RoleBinding`;
const CLUSTER_ROLE_BINDING = `${RBAC}/ClusterRoleBinding`;

/** How a world of roles and bindings is made. */
export interface AccessWorldOptions {
  readonly kubernetesVersion?: KubernetesMinor;
  /** Whether the default roles and bindings of Kubernetes belong to it; true unless said otherwise. */
  readonly defaults?: boolean;
  /** Where resources live that name no namespace; `default` unless said otherwise, as `kubectl apply` has it. */
  readonly defaultNamespace?: string;
  /** Whether nothing exists but what is given, as in facts listed from a cluster: missing roles then grant nothing. */
  readonly complete?: boolean;
}

/** A subject of a binding, indexed. */
export interface BindingEntry {
  readonly binding: Fact;
  /** `undefined` for a ClusterRoleBinding. */
  readonly namespace: string | undefined;
  readonly subject: BoundSubject;
  readonly subjectIndex: number;
  readonly roleKind: string;
  readonly roleName: string;
  /** `undefined` where the role is not in sight. */
  readonly role: RoleRules | undefined;
}

/** Roles and bindings that live together, ready to be asked. Immutable. */
export interface AccessWorld {
  readonly complete: boolean;
  /** What is bound to a user or a group, by `User:name` and `Group:name`; accounts stand under their user name. */
  entriesOf(key: string): readonly BindingEntry[];
  /** Every subject of every binding, in the order of the facts. */
  readonly entries: readonly BindingEntry[];
  /** The rules of a role, aggregation worked out; a namespace of `undefined` means a ClusterRole. */
  roleOf(namespace: string | undefined, name: string): RoleRules | undefined;
}

/**
 * Makes a world of facts: Roles, ClusterRoles and their bindings count, others are passed over. A fact of a manifest
 * takes the place of a default of the same identity; of two facts with one identity the first counts.
 */
export function createAccessWorld(facts: readonly Fact[], options: AccessWorldOptions = {}): AccessWorld {
  const { kubernetesVersion = NEWEST_MINOR, defaults = true, defaultNamespace = "default" } = options;
  const all = defaults ? [...facts, ...defaultRbacFacts(kubernetesVersion)] : facts;
  const namespaceOf = (fact: Fact) => fact.namespace ?? defaultNamespace;
  const roles = new Map<string, Map<string, RoleRules>>();
  const clusterRoles: Fact[] = [];
  const inOrder: Fact[] = [];
  const bindings = new Map<string | undefined, Map<string, Fact>>();
  for (const fact of all) {
    if (fact.name === undefined) continue;
    if (fact.groupKind === `${RBAC}/ClusterRole`) clusterRoles.push(fact);
    else if (fact.groupKind === `${RBAC}/Role`) {
      const own = inner(roles, namespaceOf(fact));
      if (!own.has(fact.name)) own.set(fact.name, ownRules(fact));
    } else if (fact.groupKind === ROLE_BINDING || fact.groupKind === CLUSTER_ROLE_BINDING) {
      const own = inner(bindings, fact.groupKind === ROLE_BINDING ? namespaceOf(fact) : undefined);
      if (own.has(fact.name)) continue;
      own.set(fact.name, fact);
      inOrder.push(fact);
    }
  }
  const cluster = resolveAggregation(clusterRoles);
  const roleOf = (namespace: string | undefined, name: string) =>
    namespace === undefined ? cluster.get(name) : roles.get(namespace)?.get(name);
  const entries: BindingEntry[] = [];
  const byKey = new Map<string, BindingEntry[]>();
  for (const binding of inOrder) {
    const namespace = binding.groupKind === ROLE_BINDING ? namespaceOf(binding) : undefined;
    for (const { entry, key } of entriesOfBinding(binding, namespace, roleOf)) {
      entries.push(entry);
      const list = byKey.get(key);
      if (list) list.push(entry);
      else byKey.set(key, [entry]);
    }
  }
  return {
    complete: options.complete ?? false,
    entries,
    entriesOf: (key) => byKey.get(key) ?? [],
    roleOf,
  };
}

/** The key under which a world keeps a subject. An account equals the user of its name. */
export function keyOfSubject({ kind, name, namespace }: BoundSubject): string {
  if (kind === "Group") return `Group:${name}`;
  return `User:${kind === "ServiceAccount" ? accountUser(namespace ?? "", name) : name}`;
}

function inner<Key, Value>(map: Map<Key, Map<string, Value>>, key: Key): Map<string, Value> {
  const known = map.get(key) ?? new Map<string, Value>();
  map.set(key, known);
  return known;
}

const entriesByBinding = new WeakMap<
  Fact,
  {
    readonly namespace: string | undefined;
    readonly role: RoleRules | undefined;
    readonly entries: readonly KeyedEntry[];
  }
>();

interface KeyedEntry {
  readonly entry: BindingEntry;
  /** See `keyOfSubject`. */
  readonly key: string;
}

/** The same objects as long as the role is the same. */
function entriesOfBinding(
  binding: Fact,
  namespace: string | undefined,
  roleOf: AccessWorld["roleOf"],
): readonly KeyedEntry[] {
  const roleName = stringAt(binding.data, "roleRef", "name") ?? "";
  const roleKind = stringAt(binding.data, "roleRef", "kind") ?? "";
  const role =
    roleKind === "ClusterRole"
      ? roleOf(undefined, roleName)
      : roleKind === "Role" && namespace !== undefined
        ? roleOf(namespace, roleName)
        : undefined;
  const known = entriesByBinding.get(binding);
  if (known && known.role === role && known.namespace === namespace) return known.entries;
  const entries = mapsAt(binding.data, "subjects").flatMap(({ index, value }): KeyedEntry[] => {
    const subject = subjectOf(
      stringAt(value, "kind"),
      stringAt(value, "name"),
      stringAt(value, "namespace"),
      namespace,
    );
    if (!subject) return [];
    const entry = { binding, namespace, subject, subjectIndex: index, roleKind, roleName, role };
    return [{ entry, key: keyOfSubject(subject) }];
  });
  entriesByBinding.set(binding, { namespace, role, entries });
  return entries;
}

/** An account without namespace lives in that of its RoleBinding; in a ClusterRoleBinding it matches nobody. */
function subjectOf(
  kind: string | undefined,
  name: string | undefined,
  written: string | undefined,
  ofBinding: string | undefined,
): BoundSubject | undefined {
  if (name === undefined) return undefined;
  if (kind === "User" || kind === "Group") return { kind, name };
  const namespace = written || ofBinding;
  return kind === "ServiceAccount" && namespace ? { kind, name, namespace } : undefined;
}
