import { isClusterScoped } from "../kubernetes/cluster-scoped";
import type { GroupKind } from "../kubernetes/resource";
import type { Fact } from "./fact";

/**
 * The resources that live together in one scope, indexed. Every look-up goes through here. Lists are in file order,
 * and are the same objects as long as nothing in them changes.
 */
export interface Inventory {
  /** The scope's name: a folder relative to the workspace, `""` for the workspace itself. */
  readonly scope: string;
  /** Whether everything that will be deployed is in sight (a kustomization, a chart, a declared folder). */
  readonly closed: boolean;
  /** The whole scope: the inventory itself, unless it is the view from a namespace. */
  readonly whole: Inventory;
  /** The namespace that it is the view from; `undefined` for the whole scope. */
  readonly view: string | undefined;
  /** All facts of the scope, also in a view from a namespace. */
  readonly facts: readonly Fact[];
  /** The facts of a kind; in a view, those of its namespace or of none. */
  ofKind(kind: GroupKind): readonly Fact[];
  /** The facts of several kinds, in their common order; sorted out once for each set of kinds. */
  ofKinds(kinds: ReadonlySet<GroupKind>): readonly Fact[];
  /** The facts of a kind that lie in a namespace, by its effective name; a Namespace lies in itself. */
  inNamespace(kind: GroupKind, namespace: string): readonly Fact[];
  /** The same for several kinds. */
  kindsInNamespace(kinds: ReadonlySet<GroupKind>, namespace: string): readonly Fact[];
  /** The kinds in sight. */
  kinds(): readonly GroupKind[];
  /** The effective names of the namespaces in which something lies. */
  namespaces(): readonly string[];
  /** The fact of an identity, wherever it lies; a namespace of `undefined` matches only facts without one. */
  find(kind: GroupKind, namespace: string | undefined, name: string): Fact | undefined;
  /** The scope as seen from a namespace: with what lies in it, and what lies in none. */
  within(namespace: string): Inventory;
}

/** The namespace in which a namespaced resource lands that names none. */
export function effectiveNamespace(namespace: string | undefined): string {
  return namespace ?? "default";
}

/** Some facts, by namespace where that is asked for. */
interface Listing {
  readonly facts: readonly Fact[];
  spaces: ReadonlyMap<string, Space> | undefined;
  /** Those of an earlier state: unchanged ones are taken over. */
  before: ReadonlyMap<string, Space> | undefined;
}

interface Space {
  readonly facts: readonly Fact[];
  byIdentity: ReadonlyMap<string, Fact> | undefined;
}

/** What an inventory leaves to the next one. */
interface Index {
  readonly facts: readonly Fact[];
  readonly byKind: ReadonlyMap<GroupKind, Listing>;
  readonly byKinds: Map<ReadonlySet<GroupKind>, Listing>;
  readonly kinds: readonly GroupKind[];
  readonly namespaces: readonly string[];
}

const indexes = new WeakMap<Inventory, Index>();

const NONE: readonly Fact[] = [];

/**
 * Indexes facts by kind, and, where it is asked for, by namespace and identity.
 *
 * @param previous an earlier state of the same scope: lists that are still the same are taken from it
 */
export function createInventory(
  scope: string,
  closed: boolean,
  facts: readonly Fact[],
  previous?: Inventory,
): Inventory {
  let index: Index | undefined;
  const before = previous && indexes.get(previous);
  // What is kept of an earlier state is taken at once: a chain of states would never end.
  if (before) index = createIndex(facts, before);
  const views = new Map<string, Inventory>();

  function indexed(): Index {
    if (index) return index;
    index = createIndex(facts, undefined);
    indexes.set(whole, index);
    return index;
  }

  function ofSet(kinds: ReadonlySet<GroupKind>): Listing {
    const { byKinds } = indexed();
    const known = byKinds.get(kinds);
    if (known) return known;
    const listing = createListing(facts.filter(({ groupKind }) => kinds.has(groupKind)));
    byKinds.set(kinds, listing);
    return listing;
  }

  const whole: Inventory = {
    scope,
    closed,
    get whole() {
      return whole;
    },
    view: undefined,
    facts,
    ofKind: (kind) => indexed().byKind.get(kind)?.facts ?? NONE,
    ofKinds: (kinds) => ofSet(kinds).facts,
    inNamespace: (kind, namespace) => spaceOf(indexed().byKind.get(kind), namespace)?.facts ?? NONE,
    kindsInNamespace: (kinds, namespace) => spaceOf(ofSet(kinds), namespace)?.facts ?? NONE,
    kinds: () => indexed().kinds,
    namespaces: () => indexed().namespaces,
    find(kind, namespace, name) {
      const home = kind === "Namespace" ? name : effectiveNamespace(namespace);
      const space = spaceOf(indexed().byKind.get(kind), home);
      if (!space) return undefined;
      space.byIdentity ??= indexByIdentity(space.facts);
      return space.byIdentity.get(identityKey(namespace, name));
    },
    within(namespace) {
      const known = views.get(namespace) ?? viewFrom(whole, namespace);
      views.set(namespace, known);
      return known;
    },
  };
  if (index) indexes.set(whole, index);
  return whole;
}

/** A scope as seen from a namespace. Every look-up is one in the whole scope. */
export function viewFrom(whole: Inventory, namespace: string): Inventory {
  return {
    scope: whole.scope,
    closed: whole.closed,
    whole,
    view: namespace,
    get facts() {
      return whole.facts;
    },
    ofKind: (kind) => (isShared(kind) ? whole.ofKind(kind) : whole.inNamespace(kind, namespace)),
    ofKinds: (kinds) => whole.kindsInNamespace(kinds, namespace),
    inNamespace: (kind, other) => whole.inNamespace(kind, other),
    kindsInNamespace: (kinds, other) => whole.kindsInNamespace(kinds, other),
    kinds: () => whole.kinds(),
    namespaces: () => whole.namespaces(),
    find: (kind, other, name) => whole.find(kind, other, name),
    within: (other) => whole.within(other),
  };
}

/** Whether resources of a kind are in sight of every namespace. */
function isShared(kind: GroupKind): boolean {
  return kind !== "Namespace" && isClusterScoped(kind);
}

function homeOf(fact: Fact): string {
  return fact.groupKind === "Namespace" ? (fact.name ?? "") : effectiveNamespace(fact.namespace);
}

function createIndex(facts: readonly Fact[], before: Index | undefined): Index {
  return before ? indexAgain(facts, before) : indexAll(facts);
}

function indexAll(facts: readonly Fact[], before?: Index): Index {
  const lists = new Map<GroupKind, Fact[]>();
  const namespaces = new Set<string>();
  for (const fact of facts) {
    const list = lists.get(fact.groupKind);
    if (list) list.push(fact);
    else lists.set(fact.groupKind, [fact]);
    namespaces.add(homeOf(fact));
  }
  const byKind = new Map<GroupKind, Listing>();
  for (const [kind, list] of lists) byKind.set(kind, keptListing(before?.byKind.get(kind), list));
  return {
    facts,
    byKind,
    byKinds: setsAgain(facts, before),
    kinds: keptList(before?.kinds, [...lists.keys()]),
    namespaces: keptList(before?.namespaces, [...namespaces]),
  };
}

function setsAgain(facts: readonly Fact[], before: Index | undefined): Map<ReadonlySet<GroupKind>, Listing> {
  const byKinds = new Map<ReadonlySet<GroupKind>, Listing>();
  for (const [kinds, listing] of before?.byKinds ?? [])
    byKinds.set(
      kinds,
      keptListing(
        listing,
        facts.filter(({ groupKind }) => kinds.has(groupKind)),
      ),
    );
  return byKinds;
}

/** What an edit leaves in its place is only put there; all else is sorted out again. */
function indexAgain(facts: readonly Fact[], before: Index): Index {
  const shorter = Math.min(before.facts.length, facts.length);
  let start = 0;
  while (start < shorter && before.facts[start] === facts[start]) start++;
  let end = 0;
  while (end < shorter - start && before.facts.at(-1 - end) === facts.at(-1 - end)) end++;
  const gone = before.facts.slice(start, before.facts.length - end);
  const come = facts.slice(start, facts.length - end);
  const isInPlace =
    gone.length === come.length &&
    come.every((fact, at) => {
      const other = gone[at];
      return other && fact.groupKind === other.groupKind && homeOf(fact) === homeOf(other);
    });
  // Kinds and namespaces appear, vanish or come in another order.
  if (!isInPlace) return indexAll(facts, before);
  const { kinds, namespaces } = before;
  const byKind = new Map(before.byKind);
  const byKinds = new Map(before.byKinds);
  for (const kind of new Set(come.map(({ groupKind }) => groupKind))) {
    const listing = before.byKind.get(kind);
    if (listing)
      byKind.set(
        kind,
        replaceIn(listing, gone, come, (fact) => fact.groupKind === kind),
      );
  }
  for (const [set, listing] of before.byKinds)
    byKinds.set(
      set,
      replaceIn(listing, gone, come, (fact) => set.has(fact.groupKind)),
    );
  return { facts, byKind, byKinds, kinds, namespaces };
}

/** Puts facts in the places of others that lie in the same namespaces. */
function replaceIn(
  listing: Listing,
  gone: readonly Fact[],
  come: readonly Fact[],
  isIn: (fact: Fact) => boolean,
): Listing {
  let now = listing;
  come.forEach((fact, at) => {
    const other = gone[at];
    if (!other || other === fact || !isIn(fact)) return;
    if (now === listing)
      now = {
        facts: listing.facts.slice(),
        spaces: listing.spaces && new Map(listing.spaces),
        before: listing.before,
      };
    replace(now.facts as Fact[], other, fact);
    const home = homeOf(fact);
    const space = now.spaces?.get(home);
    if (!space) return;
    // What was made a moment ago is nobody else's.
    const facts = space === listing.spaces?.get(home) ? space.facts.slice() : (space.facts as Fact[]);
    replace(facts, other, fact);
    (now.spaces as Map<string, Space>).set(home, { facts, byIdentity: undefined });
  });
  return now;
}

function replace(list: Fact[], before: Fact, now: Fact): void {
  list[list.indexOf(before)] = now;
}

function createListing(facts: readonly Fact[], before?: ReadonlyMap<string, Space>): Listing {
  return { facts, spaces: undefined, before };
}

function keptListing(before: Listing | undefined, facts: readonly Fact[]): Listing {
  if (!before) return createListing(facts);
  return keptList(before.facts, facts) === before.facts
    ? before
    : createListing(facts, before.spaces ?? before.before);
}

/** The earlier list where the items are the same. */
function keptList<Item>(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] {
  if (before?.length !== now.length) return now;
  for (let at = 0; at < now.length; at++) if (before[at] !== now[at]) return now;
  return before;
}

function spaceOf(listing: Listing | undefined, namespace: string): Space | undefined {
  if (!listing) return undefined;
  listing.spaces ??= spacesOf(listing);
  return listing.spaces.get(namespace);
}

function spacesOf(listing: Listing): ReadonlyMap<string, Space> {
  const lists = new Map<string, Fact[]>();
  for (const fact of listing.facts) {
    const home = homeOf(fact);
    const list = lists.get(home);
    if (list) list.push(fact);
    else lists.set(home, [fact]);
  }
  const spaces = new Map<string, Space>();
  for (const [namespace, facts] of lists) {
    const before = listing.before?.get(namespace);
    const isKept = before !== undefined && keptList(before.facts, facts) === before.facts;
    spaces.set(namespace, isKept ? before : { facts, byIdentity: undefined });
  }
  listing.before = undefined;
  return spaces;
}

/** The first fact of each identity. */
function indexByIdentity(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
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
