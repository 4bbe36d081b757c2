import type { GroupKind } from "../kubernetes/resource";
import type { Fact } from "./fact";
import { effectiveNamespace, type Inventory, viewFrom } from "./inventory";

/**
 * A look-up that was made in a scope, with its answer. What was worked out holds as long as all of its look-ups are
 * answered by the same objects: an inventory keeps the lists that do not change.
 */
export type LookUp =
  | { readonly what: "facts" | "kinds" | "namespaces"; readonly answer: unknown }
  | { readonly what: "kind"; readonly kind: GroupKind; readonly answer: unknown }
  | { readonly what: "group"; readonly kinds: ReadonlySet<GroupKind>; readonly answer: unknown }
  | {
      readonly what: "kind in namespace";
      readonly kind: GroupKind;
      readonly namespace: string;
      readonly answer: unknown;
    }
  | {
      readonly what: "group in namespace";
      readonly kinds: ReadonlySet<GroupKind>;
      readonly namespace: string;
      readonly answer: unknown;
    }
  | {
      readonly what: "resource";
      readonly kind: GroupKind;
      readonly namespace: string | undefined;
      readonly name: string;
      readonly answer: unknown;
    }
  /** Something that is remembered: how it is worked out, as seen from which namespace if any, and of what. */
  | {
      readonly what: "memo";
      readonly compute: Compute;
      readonly view: string | undefined;
      readonly key: unknown;
      readonly answer: unknown;
    };

type Compute = (inventory: Inventory, key: never) => unknown;

/** Something that was worked out of a scope. */
interface Memo {
  readonly value: unknown;
  readonly lookUps: readonly LookUp[];
  /** The state of the scope for which it was last found to hold. */
  checked: Inventory;
}

/** What is remembered of a scope over its states. What no longer holds is found out when somebody asks for it. */
interface Memory {
  readonly memos: Map<Compute, Map<string | undefined, Map<unknown, Memo>>>;
  states: number;
}

/** An inventory whose look-ups are recorded. */
export interface TrackedInventory {
  /** Answers as the inventory it was made of. */
  readonly inventory: Inventory;
  /** Runs something and returns, beside its result, the look-ups that it made. */
  record<Result>(run: () => Result): { readonly result: Result; readonly lookUps: readonly LookUp[] };
  /**
   * What a function makes of the scope, or of the view from a namespace: worked out only where it has never been, or
   * one of its look-ups is answered otherwise now. Then `isNew` is true.
   */
  remember<Result>(
    compute: (inventory: Inventory) => Result,
    view?: string,
  ): { readonly value: Result; readonly isNew: boolean };
  /** Forgets what nobody asked for in this state of the scope, now and then. To be called when all has been asked. */
  settle(): void;
}

/** One state of a scope with what is remembered of it. */
interface State {
  readonly base: Inventory;
  readonly memory: Memory;
  readonly open: Recording[];
  /** The inventory that records, or its view from a namespace. */
  seenFrom(view: string | undefined): Inventory;
}

const states = new WeakMap<Inventory, State>();
const memories = new WeakMap<TrackedInventory, Memory>();

/** Whoever looks for more single resources of a namespace counts as looking at all: that is cheaper to compare. */
const MAX_RESOURCES = 32;

/** After how many states of a scope memos are dropped that nobody asks for. */
const SWEEP = 32;

/**
 * Records the look-ups in an inventory.
 *
 * @param previous an earlier state of the same scope: what was remembered of it holds where its look-ups answer the
 * same. Unchanged facts and lists must be the same objects (`keepFacts` and `createInventory` see to it)
 */
export function trackInventory(base: Inventory, previous?: TrackedInventory): TrackedInventory {
  const memory: Memory = (previous && memories.get(previous)) ?? { memos: new Map(), states: 0 };
  memory.states++;
  const open: Recording[] = [];
  const views = new Map<string, Inventory>();
  const whole: Inventory = {
    scope: base.scope,
    closed: base.closed,
    get whole() {
      return whole;
    },
    view: undefined,
    get facts() {
      open.at(-1)?.plain.set("facts", base.facts);
      return base.facts;
    },
    ofKind(kind) {
      const answer = base.ofKind(kind);
      open.at(-1)?.kinds.set(kind, answer);
      return answer;
    },
    ofKinds(kinds) {
      // Their order among each other counts too, so each of the kinds alone would not do.
      const answer = base.ofKinds(kinds);
      open.at(-1)?.groups.set(kinds, answer);
      return answer;
    },
    inNamespace(kind, namespace) {
      const answer = base.inNamespace(kind, namespace);
      const recording = open.at(-1);
      if (recording) innerOf(recording.kindSpaces, kind).set(namespace, answer);
      return answer;
    },
    kindsInNamespace(kinds, namespace) {
      const answer = base.kindsInNamespace(kinds, namespace);
      const recording = open.at(-1);
      if (recording) innerOf(recording.groupSpaces, kinds).set(namespace, answer);
      return answer;
    },
    kinds() {
      const answer = base.kinds();
      open.at(-1)?.plain.set("kinds", answer);
      return answer;
    },
    namespaces() {
      const answer = base.namespaces();
      open.at(-1)?.plain.set("namespaces", answer);
      return answer;
    },
    find(kind, namespace, name) {
      const answer = base.find(kind, namespace, name);
      const recording = open.at(-1);
      if (recording) noteResource(recording, base, kind, namespace, name, answer);
      return answer;
    },
    within: (namespace) => state.seenFrom(namespace),
  };
  const state: State = {
    base,
    memory,
    open,
    seenFrom(view) {
      if (view === undefined) return whole;
      let known = views.get(view);
      if (!known) {
        known = viewFrom(whole, view);
        states.set(known, state);
        views.set(view, known);
      }
      return known;
    },
  };
  states.set(whole, state);
  const tracked: TrackedInventory = {
    inventory: whole,
    record: (run) => recordIn(state, run),
    remember(compute, view) {
      const before = knownMemo(memory, compute, view, undefined);
      const memo = memoIn(state, compute, view, undefined);
      // The memory holds for a function what it returned.
      return { value: memo.value as ReturnType<typeof compute>, isNew: memo !== before };
    },
    settle() {
      if (memory.states % SWEEP === 0) sweep(memory, base);
    },
  };
  memories.set(tracked, memory);
  return tracked;
}

/** The look-ups of something that is being worked out, each once, with their answers. */
interface Recording {
  readonly plain: Map<"facts" | "kinds" | "namespaces", unknown>;
  readonly kinds: Map<GroupKind, unknown>;
  readonly groups: Map<ReadonlySet<GroupKind>, unknown>;
  readonly kindSpaces: Map<GroupKind, Map<string, unknown>>;
  readonly groupSpaces: Map<ReadonlySet<GroupKind>, Map<string, unknown>>;
  /** By kind and the namespace in which they would lie. */
  readonly resources: Map<GroupKind, Map<string, Map<string, LookUp>>>;
  readonly memos: Map<Compute, Map<string | undefined, Map<unknown, unknown>>>;
}

function recordIn<Result>(
  state: State,
  run: () => Result,
): { readonly result: Result; readonly lookUps: readonly LookUp[] } {
  const recording: Recording = {
    plain: new Map(),
    kinds: new Map(),
    groups: new Map(),
    kindSpaces: new Map(),
    groupSpaces: new Map(),
    resources: new Map(),
    memos: new Map(),
  };
  state.open.push(recording);
  try {
    const result = run();
    return { result, lookUps: lookUpsOf(recording) };
  } finally {
    state.open.pop();
  }
}

/** In the order in which they are checked: what is asked of the inventory itself first, since that costs least. */
function lookUpsOf(recording: Recording): LookUp[] {
  const list: LookUp[] = [];
  for (const [what, answer] of recording.plain) list.push({ what, answer });
  for (const [kind, answer] of recording.kinds) list.push({ what: "kind", kind, answer });
  for (const [kinds, answer] of recording.groups) list.push({ what: "group", kinds, answer });
  for (const [kind, spaces] of recording.kindSpaces)
    for (const [namespace, answer] of spaces)
      list.push({ what: "kind in namespace", kind, namespace, answer });
  for (const [kinds, spaces] of recording.groupSpaces)
    for (const [namespace, answer] of spaces)
      list.push({ what: "group in namespace", kinds, namespace, answer });
  for (const spaces of recording.resources.values())
    for (const resources of spaces.values()) list.push(...resources.values());
  for (const [compute, views] of recording.memos)
    for (const [view, keys] of views)
      for (const [key, answer] of keys) list.push({ what: "memo", compute, view, key, answer });
  return list;
}

function noteResource(
  recording: Recording,
  base: Inventory,
  kind: GroupKind,
  namespace: string | undefined,
  name: string,
  answer: Fact | undefined,
): void {
  const home = kind === "Namespace" ? name : effectiveNamespace(namespace);
  const spaces = innerOf(recording.resources, kind);
  if (spaces.get(home)?.size === 0) return;
  const resources = innerOf(spaces, home);
  resources.set(`${namespace ?? "\u0000"}\u0000${name}`, { what: "resource", kind, namespace, name, answer });
  if (resources.size <= MAX_RESOURCES) return;
  // An empty map says that the list of the namespace stands for all.
  resources.clear();
  innerOf(recording.kindSpaces, kind).set(home, base.inNamespace(kind, home));
}

function innerOf<Key, InnerKey, Value>(map: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  let inner = map.get(key);
  if (!inner) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}

function knownMemo(
  { memos }: Memory,
  compute: Compute,
  view: string | undefined,
  key: unknown,
): Memo | undefined {
  return memos.get(compute)?.get(view)?.get(key);
}

/** How to tell that what was worked out anew is what it was, for those that can. */
const comparers = new WeakMap<Compute, (a: unknown, b: unknown) => boolean>();

/** What is remembered, where it still holds; else it is worked out. */
function memoIn(state: State, compute: Compute, view: string | undefined, key: unknown): Memo {
  const known = knownMemo(state.memory, compute, view, key);
  if (known && holds(state, known)) return known;
  const run = () => compute(state.seenFrom(view), key as never);
  const { result, lookUps } = recordIn(state, run);
  const isSame = known && comparers.get(compute)?.(known.value, result);
  const memo: Memo = { value: isSame ? known.value : result, lookUps, checked: state.base };
  innerOf(innerOf(state.memory.memos, compute), view).set(key, memo);
  return memo;
}

/** Whether every look-up of a memo is answered as it was. What it depends on is worked out anew where it must be. */
function holds(state: State, memo: Memo): boolean {
  if (memo.checked === state.base) return true;
  for (const lookUp of memo.lookUps) if (ask(state, lookUp) !== lookUp.answer) return false;
  memo.checked = state.base;
  return true;
}

function ask(state: State, lookUp: LookUp): unknown {
  const { base } = state;
  switch (lookUp.what) {
    case "facts":
      return base.facts;
    case "kinds":
      return base.kinds();
    case "namespaces":
      return base.namespaces();
    case "kind":
      return base.ofKind(lookUp.kind);
    case "group":
      return base.ofKinds(lookUp.kinds);
    case "kind in namespace":
      return base.inNamespace(lookUp.kind, lookUp.namespace);
    case "group in namespace":
      return base.kindsInNamespace(lookUp.kinds, lookUp.namespace);
    case "resource":
      return base.find(lookUp.kind, lookUp.namespace, lookUp.name);
    case "memo":
      return memoIn(state, lookUp.compute, lookUp.view, lookUp.key).value;
  }
}

/** Drops the memos that nobody asked for in a state of the scope. */
function sweep({ memos }: Memory, base: Inventory): void {
  for (const [compute, views] of memos) {
    for (const [view, keys] of views) {
      for (const [key, memo] of keys) if (memo.checked !== base) keys.delete(key);
      if (keys.size === 0) views.delete(view);
    }
    if (views.size === 0) memos.delete(compute);
  }
}

/** Whether two lists hold the same objects. */
export function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, at) => item === b[at]);
}

/**
 * Remembers what is worked out of an inventory: once for each inventory, view and key. In a tracked inventory it is
 * kept over edits as long as its look-ups are answered alike, and whoever asks for it depends on the value alone: where
 * it is worked out anew and is the same object as before, nobody else has to run.
 *
 * @param compute makes all its look-ups before it returns: what it returns must not look anything up later. Where it
 * asks for `inventory.whole`, it sees the scope and not only a namespace
 * @param isSame tells that a result is as good as an earlier one, which is then kept
 */
export function memoOf<Result, Key = undefined>(
  compute: (inventory: Inventory, key: Key) => Result,
  isSame?: (a: Result, b: Result) => boolean,
): (inventory: Inventory, ...key: [Key] extends [undefined] ? [] : [Key]) => Result {
  const plain = new WeakMap<Inventory, Map<unknown, unknown>>();
  // Only what the function itself returned is compared.
  if (isSame) comparers.set(compute, isSame as (a: unknown, b: unknown) => boolean);
  return (inventory, ...[key]) => {
    const state = states.get(inventory);
    if (!state) {
      const known = plain.get(inventory) ?? new Map<unknown, unknown>();
      plain.set(inventory, known);
      if (!known.has(key)) known.set(key, compute(inventory, key as Key));
      // The map holds for a key what `compute` returned for it.
      return known.get(key) as Result;
    }
    const { view } = inventory;
    const { value } = memoIn(state, compute, view, key);
    const recording = state.open.at(-1);
    if (recording) innerOf(innerOf(recording.memos, compute as Compute), view).set(key, value);
    return value as Result;
  };
}
