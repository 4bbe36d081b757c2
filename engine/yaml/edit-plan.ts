import { isAlias, isMap, isSeq, type Node, type Pair } from "yaml";
import type { Change } from "../fixes/fix";
import { deepEqual, isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../json";
import { isMergeKey, keyName } from "./node-keys";
import { rootOf, type YamlDocument } from "./parse-document";

/** What is to become of one place of a document. */
export type Plan = SetPlan | RemovePlan | EditPlan;

/** The place gets a value. Where it has that value already, this only keeps later changes from contradicting it. */
export interface SetPlan {
  readonly op: "set";
  readonly value: JsonValue;
}

/** The key or item goes. */
export interface RemovePlan {
  readonly op: "remove";
}

/** A map or list that is there and is not empty changes inside. Indices are those of the document before any change. */
export interface EditPlan {
  readonly op: "edit";
  readonly children: Map<string | number, Plan>;
  readonly appended: JsonValue[];
}

/**
 * What came of a group of changes: `contradiction` where an earlier change wants something else, `obstacle` where an
 * anchor, alias, merge key, tag, or a value of another type is in the way. In both cases none of the group is planned.
 */
export type PlanOutcome = "applied" | "contradiction" | "obstacle";

/** Merges changes on the tree of one document. */
export interface Planner {
  readonly root: EditPlan;
  /** Plans all the changes, or none of them. Paths start at the document's root. */
  add(changes: readonly Change[]): PlanOutcome;
}

/** Starts a plan for a document that was read without problems and holds a map or list. */
export function createPlanner(document: YamlDocument): Planner {
  const root = createEditPlan();
  const journal: (() => void)[] = [];
  return {
    root,
    add(changes) {
      const before = journal.length;
      for (const change of changes) {
        const outcome =
          change.path.length === 0 && change.op !== "append"
            ? "obstacle"
            : placeAtRoot(root, document, change, journal);
        if (outcome === "applied") continue;
        while (journal.length > before) journal.pop()?.();
        return outcome;
      }
      return "applied";
    },
  };
}

/** The value of a map or list after an edit of it. */
export function planValue(plan: EditPlan, value: JsonValue): JsonValue {
  const after = (key: string | number, before: JsonValue): JsonValue | undefined => {
    const child = plan.children.get(key);
    if (child === undefined) return before;
    if (child.op === "remove") return undefined;
    return child.op === "set" ? child.value : planValue(child, before);
  };
  if (Array.isArray(value)) {
    const kept = value.map((item, index) => after(index, item)).filter((item) => item !== undefined);
    return [...kept, ...plan.appended];
  }
  const entries: [string, JsonValue][] = [];
  const object = isObject(value) ? value : {};
  for (const [key, before] of Object.entries(object)) {
    const child = before === undefined ? undefined : after(key, before);
    if (child !== undefined) entries.push([key, child]);
  }
  for (const [key, child] of plan.children)
    if (!Object.hasOwn(object, key) && child.op === "set") entries.push([String(key), child.value]);
  return Object.fromEntries(entries);
}

type Journal = (() => void)[];

function createEditPlan(): EditPlan {
  return { op: "edit", children: new Map(), appended: [] };
}

function put(plan: EditPlan, key: string | number, next: Plan, journal: Journal): "applied" {
  const before = plan.children.get(key);
  plan.children.set(key, next);
  journal.push(() => {
    if (before) plan.children.set(key, before);
    else plan.children.delete(key);
  });
  return "applied";
}

function placeAtRoot(root: EditPlan, document: YamlDocument, change: Change, journal: Journal): PlanOutcome {
  const value = document.value;
  if (!isFilled(value) || isObstacle(rootOf(document))) return "obstacle";
  if (change.path.length > 0) return place(root, rootOf(document), value, change, change.path, journal);
  return change.op === "append" && Array.isArray(value)
    ? appendTo(root, value, change.value, journal)
    : "obstacle";
}

/** Plans a change at `path` below a filled map or list. */
function place(
  plan: EditPlan,
  node: Node | null,
  value: JsonValue,
  change: Change,
  path: Path,
  journal: Journal,
): PlanOutcome {
  const [segment, ...rest] = path;
  if (segment === undefined || isObstacle(node)) return "obstacle";
  if (Array.isArray(value) && segment === value.length && change.op !== "remove") {
    const item = nest(rest, change);
    return item === undefined ? "obstacle" : appendTo(plan, value, item, journal);
  }
  const child = childOf(node, value, segment);
  if (!child) return "obstacle";
  if (rest.length > 0) return placeBelow(plan, child, change, rest, journal);
  if (change.op === "set") return placeSet(plan, child, change.value, journal);
  if (change.op === "append") return placeAppend(plan, child, change.value, journal);
  return child.isMergedInto ? "obstacle" : placeRemove(plan, child, journal);
}

interface Child {
  readonly key: string | number;
  readonly node: Node | null;
  /** `undefined` where the key is not there. */
  readonly value: JsonValue | undefined;
  /** The map that holds it has a merge key. */
  readonly isMergedInto: boolean;
}

function childOf(node: Node | null, value: JsonValue, segment: string | number): Child | undefined {
  if (isSeq(node) && Array.isArray(value)) {
    if (typeof segment !== "number" || segment < 0 || segment >= value.length) return undefined;
    const item = (node.items[segment] ?? null) as Node | null;
    return { key: segment, node: item, value: value[segment], isMergedInto: false };
  }
  if (!isMap(node) || !isObject(value)) return undefined;
  const key = String(segment);
  const pairs = node.items as Pair<Node | null, Node | null>[];
  const isMergedInto = pairs.some((pair) => isMergeKey(pair.key));
  const pair = pairs.find((each) => !isMergeKey(each.key) && keyName(each.key) === key);
  if (pair) {
    if (isObstacle(pair.key)) return undefined;
    return { key, node: pair.value, value: value[key], isMergedInto };
  }
  return Object.hasOwn(value, key) ? undefined : { key, node: null, value: undefined, isMergedInto };
}

function placeBelow(plan: EditPlan, child: Child, change: Change, rest: Path, journal: Journal): PlanOutcome {
  const planned = plan.children.get(child.key);
  if (isFilled(child.value)) {
    const below = editBelow(plan, child.key, journal);
    return below ? place(below, child.node, child.value, change, rest, journal) : "contradiction";
  }
  if (change.op === "remove") {
    const isWanted = planned?.op === "set" && valueAt(planned.value, rest) !== undefined;
    return isWanted ? "contradiction" : "applied";
  }
  if (!canHold(child.value, rest[0])) return "obstacle";
  const nested = nest(rest, change);
  if (nested === undefined) return "obstacle";
  return putValue(plan, child, nested, change.op === "append", journal);
}

function placeSet(plan: EditPlan, child: Child, value: JsonValue, journal: Journal): PlanOutcome {
  const before = child.value;
  if (isFilled(before) && isContainer(value) && Array.isArray(before) === Array.isArray(value)) {
    const below = editBelow(plan, child.key, journal);
    if (!below || isObstacle(child.node)) return below ? "obstacle" : "contradiction";
    if (Array.isArray(before) && Array.isArray(value))
      return placeList(below, child.node, before, value, journal);
    return placeAll(
      below,
      child.node,
      before,
      mapChanges(before as JsonObject, value as JsonObject),
      journal,
    );
  }
  return putValue(plan, child, value, false, journal);
}

function placeAll(
  plan: EditPlan,
  node: Node | null,
  before: JsonValue,
  changes: readonly Change[],
  journal: Journal,
): PlanOutcome {
  for (const change of changes) {
    const outcome = place(plan, node, before, change, change.path, journal);
    if (outcome !== "applied") return outcome;
  }
  return "applied";
}

/** A list set over a list keeps the items that stay in order; where none do, items change in place. */
function placeList(
  plan: EditPlan,
  node: Node | null,
  before: readonly JsonValue[],
  after: readonly JsonValue[],
  journal: Journal,
): PlanOutcome {
  const planned = planValue(plan, [...before]);
  if (deepEqual(planned, [...after])) return "applied";
  if (!deepEqual(planned, [...before])) return "contradiction";
  const removals: Change[] = [];
  let kept = 0;
  before.forEach((item, index) => {
    if (kept < after.length && deepEqual(item, after[kept])) kept++;
    else removals.push({ op: "remove", path: [index] });
  });
  const inPlace = kept === 0 ? Math.min(before.length, after.length) : 0;
  const sets = after.slice(0, inPlace).map((value, index): Change => ({ op: "set", path: [index], value }));
  const outcome = placeAll(plan, node, [...before], [...removals.slice(inPlace), ...sets], journal);
  if (outcome !== "applied") return outcome;
  for (const item of after.slice(kept + inPlace)) pushItem(plan, item, journal);
  return "applied";
}

function pushItem(plan: EditPlan, item: JsonValue, journal: Journal): void {
  plan.appended.push(item);
  journal.push(() => plan.appended.pop());
}

function putValue(
  plan: EditPlan,
  child: Child,
  value: JsonValue,
  unite: boolean,
  journal: Journal,
): PlanOutcome {
  const planned = plan.children.get(child.key);
  if (planned === undefined) {
    if (!deepEqual(child.value, value) && holdsObstacle(child.node)) return "obstacle";
    return put(plan, child.key, { op: "set", value }, journal);
  }
  const merged = planned.op === "set" ? mergeValues(planned.value, value, unite) : undefined;
  return merged === undefined ? "contradiction" : put(plan, child.key, { op: "set", value: merged }, journal);
}

function placeAppend(plan: EditPlan, child: Child, item: JsonValue, journal: Journal): PlanOutcome {
  if (isFilled(child.value)) {
    if (!Array.isArray(child.value) || isObstacle(child.node)) return "obstacle";
    const below = editBelow(plan, child.key, journal);
    return below ? appendTo(below, child.value, item, journal) : "contradiction";
  }
  if (!canHold(child.value, 0)) return "obstacle";
  return putValue(plan, child, [item], true, journal);
}

function appendTo(
  plan: EditPlan,
  list: readonly JsonValue[],
  item: JsonValue,
  journal: Journal,
): PlanOutcome {
  const present = list.findIndex((each) => deepEqual(each, item));
  if (present >= 0) {
    const planned = plan.children.get(present);
    if (planned?.op === "remove" || planned?.op === "edit") return "contradiction";
    if (planned?.op === "set") return deepEqual(planned.value, item) ? "applied" : "contradiction";
    return isFilled(item) ? "applied" : put(plan, present, { op: "set", value: item }, journal);
  }
  if (plan.appended.some((each) => deepEqual(each, item))) return "applied";
  pushItem(plan, item, journal);
  return "applied";
}

function placeRemove(plan: EditPlan, child: Child, journal: Journal): PlanOutcome {
  const planned = plan.children.get(child.key);
  if (planned?.op === "set") return "contradiction";
  if (child.value === undefined || planned?.op === "remove") return "applied";
  if (planned?.op === "edit" && !onlyRemoves(planned)) return "contradiction";
  if (holdsObstacle(child.node)) return "obstacle";
  return put(plan, child.key, { op: "remove" }, journal);
}

function onlyRemoves(plan: EditPlan): boolean {
  if (plan.appended.length > 0) return false;
  return [...plan.children.values()].every(
    (child) => child.op === "remove" || (child.op === "edit" && onlyRemoves(child)),
  );
}

/** The edit of a filled child; `undefined` where it is to go or to become something else. */
function editBelow(plan: EditPlan, key: string | number, journal: Journal): EditPlan | undefined {
  const planned = plan.children.get(key);
  if (planned) return planned.op === "edit" ? planned : undefined;
  const below = createEditPlan();
  put(plan, key, below, journal);
  return below;
}

/** A map set over a map changes key by key, so that what stays keeps its bytes. */
function mapChanges(before: JsonObject, after: JsonObject): Change[] {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...gone.map((key): Change => ({ op: "remove", path: [key] })),
    ...Object.entries(after).map(
      ([key, value]): Change => ({ op: "set", path: [key], value: value ?? null }),
    ),
  ];
}

/** A new value that holds a change at a path; `undefined` for an item other than the first of a new list. */
function nest(path: Path, change: Change): JsonValue | undefined {
  if (change.op === "remove") return undefined;
  let value: JsonValue = change.op === "append" ? [change.value] : change.value;
  for (const segment of [...path].reverse()) {
    if (typeof segment === "number") {
      if (segment !== 0) return undefined;
      value = [value];
    } else value = Object.fromEntries([[segment, value]]);
  }
  return value;
}

/** Two wishes for the same new value in one; `undefined` where they differ. `unite` joins lists. */
function mergeValues(a: JsonValue, b: JsonValue, unite: boolean): JsonValue | undefined {
  if (deepEqual(a, b)) return a;
  if (unite && Array.isArray(a) && Array.isArray(b))
    return [...a, ...b.filter((item) => !a.some((each) => deepEqual(each, item)))];
  if (!isObject(a) || !isObject(b)) return undefined;
  const merged = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(a)) merged.set(key, value ?? null);
  for (const [key, value] of Object.entries(b)) {
    const before = merged.get(key);
    const both = before === undefined ? (value ?? null) : mergeValues(before, value ?? null, unite);
    if (both === undefined) return undefined;
    merged.set(key, both);
  }
  return Object.fromEntries(merged);
}

function isContainer(value: JsonValue | undefined): value is JsonValue[] | JsonObject {
  return Array.isArray(value) || isObject(value);
}

function isFilled(value: JsonValue | undefined): value is JsonValue[] | JsonObject {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) && Object.keys(value).length > 0;
}

/** Whether a missing or empty value can become a map or list that holds `segment`. */
function canHold(value: JsonValue | undefined, segment: string | number | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return typeof segment === "number";
  return isObject(value) && typeof segment === "string";
}

function isObstacle(node: Node | null): boolean {
  if (node === null) return false;
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  return isAlias(node) || anchor !== undefined || tag !== undefined;
}

/** Whether a value cannot be replaced or removed: an obstacle itself, or an anchor inside that others may need. */
function holdsObstacle(node: Node | null): boolean {
  if (isObstacle(node)) return true;
  const stack: unknown[] = [node];
  for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
    if ((each as { anchor?: string } | null)?.anchor !== undefined && !isAlias(each)) return true;
    if (isMap(each)) for (const { key, value } of each.items) stack.push(key, value);
    else if (isSeq(each)) for (const item of each.items) stack.push(item);
  }
  return false;
}
