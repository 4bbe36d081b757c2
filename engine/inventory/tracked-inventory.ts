import type { GroupKind } from "../kubernetes/resource";
import type { Fact } from "./fact";
import type { Inventory } from "./inventory";

/** Look-ups that were made in an inventory. What they answered is what a result depends on. */
export interface LookUps {
  /** All facts were looked at. */
  readonly all: boolean;
  readonly kinds: ReadonlySet<GroupKind>;
  /** Several kinds in their common order. */
  readonly groups: ReadonlySet<ReadonlySet<GroupKind>>;
  /** Single identities of other kinds than those. */
  readonly identities: ReadonlyMap<GroupKind, ReadonlyMap<string, Identity>>;
}

interface Identity {
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Whoever looks for more single resources of a kind counts as looking at all of them: that is cheaper to compare. */
const MAX_IDENTITIES = 32;

/** An inventory whose look-ups are recorded. */
export interface TrackedInventory {
  /** Answers as the inventory it was made of. */
  readonly inventory: Inventory;
  /** Runs something and returns, beside its result, the look-ups that it made, those of what it remembers included. */
  record<Result>(run: () => Result): { readonly result: Result; readonly lookUps: LookUps };
  /** What was remembered of the inventory, with the look-ups that each depends on; see `memoOf`. */
  readonly memos: ReadonlyMap<object, ReadonlyMap<unknown, Memo>>;
}

/** Something that was worked out of an inventory. */
export interface Memo {
  readonly value: unknown;
  readonly lookUps: LookUps;
}

interface Recording {
  all: boolean;
  readonly kinds: Set<GroupKind>;
  readonly groups: Set<ReadonlySet<GroupKind>>;
  readonly identities: Map<GroupKind, Map<string, Identity>>;
}

interface Tracker {
  note(lookUps: LookUps): void;
  record<Result>(run: () => Result): { readonly result: Result; readonly lookUps: LookUps };
  readonly memos: Map<object, Map<unknown, Memo>>;
}

const trackers = new WeakMap<Inventory, Tracker>();

/**
 * Records the look-ups in an inventory.
 *
 * @param previous what was remembered of an earlier state of the same scope: kept where its look-ups answer the same
 */
export function trackInventory(
  inventory: Inventory,
  previous?: { readonly tracked: TrackedInventory; readonly inventory: Inventory },
): TrackedInventory {
  const open: Recording[] = [];
  const memos = previous ? keptMemos(previous.tracked.memos, previous.inventory, inventory) : new Map();

  const note = (lookUps: LookUps) => {
    const recording = open.at(-1);
    if (!recording) return;
    if (lookUps.all) recording.all = true;
    for (const kind of lookUps.kinds) noteKind(recording, kind);
    for (const kinds of lookUps.groups) recording.groups.add(kinds);
    for (const [kind, identities] of lookUps.identities)
      for (const [key, identity] of identities) noteIdentity(recording, kind, key, identity);
  };
  const record: Tracker["record"] = (run) => {
    const lookUps: Recording = { all: false, kinds: new Set(), groups: new Set(), identities: new Map() };
    open.push(lookUps);
    try {
      return { result: run(), lookUps };
    } finally {
      open.pop();
      note(lookUps);
    }
  };
  const facade: Inventory = {
    scope: inventory.scope,
    closed: inventory.closed,
    get facts() {
      const recording = open.at(-1);
      if (recording) recording.all = true;
      return inventory.facts;
    },
    ofKind(kind) {
      const recording = open.at(-1);
      if (recording) noteKind(recording, kind);
      return inventory.ofKind(kind);
    },
    ofKinds(kinds) {
      // Their order among each other counts too, so each of the kinds alone would not do.
      open.at(-1)?.groups.add(kinds);
      return inventory.ofKinds(kinds);
    },
    find(kind, namespace, name) {
      const recording = open.at(-1);
      if (recording)
        noteIdentity(recording, kind, `${namespace ?? "\u0000"}\u0000${name}`, { namespace, name });
      return inventory.find(kind, namespace, name);
    },
  };
  trackers.set(facade, { note, record, memos });
  return { inventory: facade, record, memos };
}

function noteKind(recording: Recording, kind: GroupKind): void {
  if (recording.kinds.has(kind)) return;
  recording.kinds.add(kind);
  recording.identities.delete(kind);
}

function noteIdentity(recording: Recording, kind: GroupKind, key: string, identity: Identity): void {
  if (recording.kinds.has(kind)) return;
  const known = recording.identities.get(kind) ?? new Map<string, Identity>();
  recording.identities.set(kind, known);
  known.set(key, identity);
  if (known.size > MAX_IDENTITIES) noteKind(recording, kind);
}

function keptMemos(
  memos: TrackedInventory["memos"],
  before: Inventory,
  now: Inventory,
): Map<object, Map<unknown, Memo>> {
  const kept = new Map<object, Map<unknown, Memo>>();
  for (const [compute, byKey] of memos) {
    const alike = [...byKey].filter(([, { lookUps }]) => answersAlike(lookUps, before, now));
    if (alike.length > 0) kept.set(compute, new Map(alike));
  }
  return kept;
}

/**
 * Whether look-ups are answered by the same facts in two states of a scope. Facts are compared by identity: unchanged
 * ones must be the same objects (`keepFacts` sees to it).
 */
export function answersAlike(lookUps: LookUps, before: Inventory, now: Inventory): boolean {
  if (before === now) return true;
  if (lookUps.all && !sameItems(before.facts, now.facts)) return false;
  for (const kind of lookUps.kinds) if (!sameItems(before.ofKind(kind), now.ofKind(kind))) return false;
  for (const kinds of lookUps.groups) if (!sameItems(before.ofKinds(kinds), now.ofKinds(kinds))) return false;
  for (const [kind, identities] of lookUps.identities)
    for (const { namespace, name } of identities.values())
      if (before.find(kind, namespace, name) !== now.find(kind, namespace, name)) return false;
  return true;
}

function sameItems(a: readonly Fact[], b: readonly Fact[]): boolean {
  return a === b || (a.length === b.length && a.every((fact, index) => fact === b[index]));
}

/**
 * Remembers what is worked out of an inventory: once for each inventory and key. In a tracked inventory, what depends
 * on unchanged look-ups is kept over edits, and whoever asks depends on the same look-ups.
 *
 * @param compute makes all its look-ups before it returns: what it returns must not look anything up later
 */
export function memoOf<Result, Key = undefined>(
  compute: (inventory: Inventory, key: Key) => Result,
): (inventory: Inventory, ...key: Key extends undefined ? [] : [Key]) => Result {
  const plain = new WeakMap<Inventory, Map<unknown, unknown>>();
  return (inventory, ...[key]) => {
    const tracker = trackers.get(inventory);
    if (!tracker) {
      const known = plain.get(inventory) ?? new Map<unknown, unknown>();
      plain.set(inventory, known);
      if (!known.has(key)) known.set(key, compute(inventory, key as Key));
      // The map holds for a key what `compute` returned for it.
      return known.get(key) as Result;
    }
    const known = tracker.memos.get(compute) ?? new Map<unknown, Memo>();
    tracker.memos.set(compute, known);
    const before = known.get(key);
    if (before) {
      tracker.note(before.lookUps);
      return before.value as Result;
    }
    const { result, lookUps } = tracker.record(() => compute(inventory, key as Key));
    known.set(key, { value: result, lookUps });
    return result;
  };
}
