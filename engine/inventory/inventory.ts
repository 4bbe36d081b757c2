import type { GroupKind } from "../kubernetes/resource";
import type { Fact } from "./fact";

/** The resources that live together in one scope, indexed. Every look-up goes through here. */
export interface Inventory {
  /** The scope's name: a folder relative to the workspace, `""` for the workspace itself. */
  readonly scope: string;
  /** Whether everything that will be deployed is in sight (a kustomization, a chart, a declared folder). */
  readonly closed: boolean;
  /** All facts, in file order. */
  readonly facts: readonly Fact[];
  /** The facts of a kind, in file order. */
  ofKind(kind: GroupKind): readonly Fact[];
  /** The facts of several kinds, in file order; sorted out once for each set of kinds. */
  ofKinds(kinds: ReadonlySet<GroupKind>): readonly Fact[];
  /** The fact of an identity; a namespace of `undefined` matches only facts without one. */
  find(kind: GroupKind, namespace: string | undefined, name: string): Fact | undefined;
}

/** Indexes facts by kind, and, where one is looked for, by identity. */
export function createInventory(scope: string, closed: boolean, facts: readonly Fact[]): Inventory {
  const byKind = new Map<GroupKind, Fact[]>();
  for (const fact of facts) {
    const list = byKind.get(fact.groupKind);
    if (list) list.push(fact);
    else byKind.set(fact.groupKind, [fact]);
  }
  const byIdentity = new Map<GroupKind, Map<string, Fact>>();
  const byKinds = new Map<ReadonlySet<GroupKind>, readonly Fact[]>();
  return {
    scope,
    closed,
    facts,
    ofKind: (kind) => byKind.get(kind) ?? [],
    ofKinds(kinds) {
      const known = byKinds.get(kinds);
      if (known) return known;
      const found = facts.filter(({ groupKind }) => kinds.has(groupKind));
      byKinds.set(kinds, found);
      return found;
    },
    find(kind, namespace, name) {
      let index = byIdentity.get(kind);
      if (!index) {
        index = indexByIdentity(byKind.get(kind) ?? []);
        byIdentity.set(kind, index);
      }
      return index.get(identityKey(namespace, name));
    },
  };
}

/** The first fact of each identity. */
function indexByIdentity(facts: readonly Fact[]): Map<string, Fact> {
  const index = new Map<string, Fact>();
  for (const fact of facts) {
    const key = identityKey(fact.namespace, fact.name ?? "");
    if (!index.has(key)) index.set(key, fact);
  }
  return index;
}

/** Names hold no NUL; a namespace that is absent is not the empty one. */
function identityKey(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}\u0000${name}`;
}
