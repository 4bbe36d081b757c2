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
  /** The fact of an identity; a namespace of `undefined` matches only facts without one. */
  find(kind: GroupKind, namespace: string | undefined, name: string): Fact | undefined;
}

/** Indexes facts by kind and identity. */
export function createInventory(scope: string, closed: boolean, facts: readonly Fact[]): Inventory {
  const byKind = new Map<GroupKind, Fact[]>();
  const byIdentity = new Map<string, Fact>();
  for (const fact of facts) {
    const list = byKind.get(fact.groupKind);
    if (list) list.push(fact);
    else byKind.set(fact.groupKind, [fact]);
    const key = identityKey(fact.groupKind, fact.namespace, fact.name ?? "");
    if (!byIdentity.has(key)) byIdentity.set(key, fact);
  }
  return {
    scope,
    closed,
    facts,
    ofKind: (kind) => byKind.get(kind) ?? [],
    find: (kind, namespace, name) => byIdentity.get(identityKey(kind, namespace, name)),
  };
}

function identityKey(kind: GroupKind, namespace: string | undefined, name: string): string {
  return JSON.stringify([kind, namespace ?? null, name]);
}
