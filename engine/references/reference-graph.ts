import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { memoOf } from "../inventory/tracked-inventory";
import type { GroupKind } from "../kubernetes/resource";
import { effectiveNamespace } from "../network/endpoint";
import { definitionsIn } from "./definitions";
import type { Definition, Reference, ReferenceTarget } from "./reference";
import { referencesOf } from "./references-of";

/** The resources of a scope and what names them. */
export interface ReferenceGraph {
  /** The places that define what a reference names; empty where it is not in sight. */
  definitionsOf(target: ReferenceTarget): readonly Definition[];
  /** The places that name a resource, in file order. */
  referencesTo(target: ReferenceTarget): readonly Reference[];
  /** The places in a resource that give names: its own, and those of what is made of it. */
  definitionsFrom(fact: Fact): readonly Definition[];
  /** The places in a resource that name others. */
  referencesFrom(fact: Fact): readonly Reference[];
  /** The names of a kind that may be written in a namespace, each once, sorted; for cluster-scoped kinds all. */
  namesOf(kind: GroupKind, namespace: string | undefined): readonly Definition[];
}

/** The references of a scope; made once for an inventory. */
export const referenceGraph = memoOf(createGraph);

function createGraph(inventory: Inventory): ReferenceGraph {
  const all = definitionsIn(inventory);
  const definitions = groupBy(all, ({ target }) => keyOf(target));
  const defined = groupBy(all, ({ fact }) => fact);
  const from = new Map(inventory.facts.map((fact) => [fact, referencesOf(fact)]));
  const to = groupBy([...from.values()].flat(), ({ target }) => keyOf(target));
  return {
    definitionsOf: (target) => definitions.get(keyOf(target)) ?? [],
    referencesTo: (target) => to.get(keyOf(target)) ?? [],
    definitionsFrom: (fact) => defined.get(fact) ?? [],
    referencesFrom: (fact) => from.get(fact) ?? [],
    namesOf(kind, namespace) {
      const names = new Map<string, Definition>();
      for (const [first] of definitions.values()) {
        if (first?.target.groupKind !== kind || names.has(first.target.name)) continue;
        if (effectiveNamespace(first.target.namespace) === effectiveNamespace(namespace))
          names.set(first.target.name, first);
      }
      return [...names.values()].sort((a, b) => (a.target.name < b.target.name ? -1 : 1));
    },
  };
}

function groupBy<Item, Key>(items: readonly Item[], key: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function keyOf({ groupKind, namespace, name }: ReferenceTarget): string {
  return `${groupKind}\n${effectiveNamespace(namespace)}\n${name}`;
}
