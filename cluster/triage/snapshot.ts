import type { Fact } from "../../engine/inventory/fact";
import { createInventory, type Inventory } from "../../engine/inventory/inventory";
import type { JsonObject } from "../../engine/json";
import { booleanAt, mapsAt, numberAt, stringAt } from "../../engine/kubernetes/fields";
import { type GroupKind, groupKind, parseApiVersion } from "../../engine/kubernetes/resource";
import type { Unseen } from "../listing/collect-objects";
import { liveFacts } from "../listing/live-facts";
import type { Evidence, WorkloadName } from "./diagnosis";

/** An event, as far as triage reads it. */
export interface EventNote {
  readonly reason: string;
  readonly message: string;
  /** RFC 3339. */
  readonly lastSeen: string;
  readonly evidence: Evidence;
}

/** What a cluster looked like at a moment, indexed for the patterns. */
export interface Snapshot {
  readonly context: string;
  readonly inventory: Inventory;
  readonly unseen: readonly Unseen[];
  ofKind(kind: GroupKind): readonly JsonObject[];
  find(kind: GroupKind, namespace: string, name: string): JsonObject | undefined;
  /** Newest first. */
  eventsOf(object: JsonObject): readonly EventNote[];
  /** What people wrote: the Deployment of a pod or ReplicaSet, the object itself where nothing owns it. */
  workloadOf(object: JsonObject): WorkloadName;
  /** The pods of a workload, those of old ReplicaSets included. */
  podsOf(workload: WorkloadName): readonly JsonObject[];
}

/** Indexes listed objects, events among them. */
export function createSnapshot(
  context: string,
  objects: readonly JsonObject[],
  unseen: readonly Unseen[] = [],
): Snapshot {
  const byKind = new Map<GroupKind, JsonObject[]>();
  const byName = new Map<string, JsonObject>();
  const events = new Map<string, EventNote[]>();
  for (const object of objects) {
    const kind = kindOf(object);
    if (kind === "Event" || kind === "events.k8s.io/Event") {
      const note = eventNote(object);
      const key = involvedKey(object);
      if (note) events.set(key, [...(events.get(key) ?? []), note]);
      continue;
    }
    const list = byKind.get(kind);
    if (list) list.push(object);
    else byKind.set(kind, [object]);
    byName.set(keyOf(kind, namespaceOf(object), nameOf(object)), object);
  }
  for (const notes of events.values()) notes.sort((a, b) => (a.lastSeen < b.lastSeen ? 1 : -1));
  const facts: readonly Fact[] = liveFacts(objects.filter(isTop));

  function find(kind: GroupKind, namespace: string, name: string): JsonObject | undefined {
    return byName.get(keyOf(kind, namespace, name));
  }

  function workloadOf(object: JsonObject): WorkloadName {
    let current = object;
    for (let depth = 0; depth < 5; depth++) {
      const owner = mapsAt(current, "metadata", "ownerReferences").find(
        ({ value }) => booleanAt(value, "controller") === true && stringAt(value, "kind") !== "Node",
      )?.value;
      if (!owner) break;
      const { group } = parseApiVersion(stringAt(owner, "apiVersion") ?? "v1");
      const kind = groupKind({ group, kind: stringAt(owner, "kind") ?? "" });
      const name = stringAt(owner, "name") ?? "";
      const next = find(kind, namespaceOf(object), name);
      if (!next) return workloadName(kind, namespaceOf(object), name);
      current = next;
    }
    return workloadName(kindOf(current), namespaceOf(current), nameOf(current));
  }

  const pods = byKind.get("Pod") ?? [];
  return {
    context,
    unseen,
    inventory: createInventory("", true, facts),
    ofKind: (kind) => byKind.get(kind) ?? [],
    find,
    eventsOf(object) {
      const kind = kindOf(object);
      return events.get(keyOf(kind.slice(kind.indexOf("/") + 1), namespaceOf(object), nameOf(object))) ?? [];
    },
    workloadOf,
    podsOf: (workload) =>
      pods.filter((pod) => {
        const own = workloadOf(pod);
        return (
          own.groupKind === workload.groupKind &&
          own.namespace === workload.namespace &&
          own.name === workload.name
        );
      }),
  };
}

/** The kind of a live object with its group. */
export function kindOf(object: JsonObject): GroupKind {
  const { group } = parseApiVersion(stringAt(object, "apiVersion") ?? "v1");
  return groupKind({ group, kind: stringAt(object, "kind") ?? "" });
}

/** The name of a live object. */
export function nameOf(object: JsonObject): string {
  return stringAt(object, "metadata", "name") ?? "";
}

/** The namespace of a live object; empty where it lives in none. */
export function namespaceOf(object: JsonObject): string {
  return stringAt(object, "metadata", "namespace") ?? "";
}

/** `Pod shop/api-1`, as evidence names an object. */
export function describeObject(object: JsonObject): string {
  const namespace = namespaceOf(object);
  return `${stringAt(object, "kind") ?? ""} ${namespace === "" ? "" : `${namespace}/`}${nameOf(object)}`;
}

/** One line of what a cluster wrote, without control characters. */
export function oneLine(text: string): string {
  return [...text.replace(/\p{Cc}+/gu, " ").trim()].slice(0, 1_000).join("");
}

function workloadName(kind: GroupKind, namespace: string, name: string): WorkloadName {
  return { groupKind: kind, kind: kind.slice(kind.indexOf("/") + 1), namespace, name };
}

/** Pods and ReplicaSets that something controls say nothing that their owner does not; but pods have addresses. */
function isTop(object: JsonObject): boolean {
  const kind = kindOf(object);
  if (kind !== "Pod" && kind !== "apps/ReplicaSet" && kind !== "batch/Job") return true;
  return !mapsAt(object, "metadata", "ownerReferences").some(
    ({ value }) => booleanAt(value, "controller") === true,
  );
}

function eventNote(object: JsonObject): EventNote | undefined {
  const reason = stringAt(object, "reason");
  if (reason === undefined) return undefined;
  const message = oneLine(stringAt(object, "message") ?? stringAt(object, "note") ?? "");
  const involved = involvedOf(object);
  const count = numberAt(object, "count") ?? numberAt(object, "series", "count") ?? 1;
  return {
    reason,
    message,
    lastSeen:
      stringAt(object, "lastTimestamp") ??
      stringAt(object, "series", "lastObservedTime") ??
      stringAt(object, "eventTime") ??
      stringAt(object, "metadata", "creationTimestamp") ??
      "",
    evidence: {
      object: `${involved.kind} ${involved.namespace}/${involved.name}`,
      place: `event ${reason}${count > 1 ? ` (${count} times)` : ""}`,
      text: message,
    },
  };
}

function involvedOf(event: JsonObject): { kind: string; namespace: string; name: string } {
  const field = event.involvedObject === undefined ? "regarding" : "involvedObject";
  return {
    kind: stringAt(event, field, "kind") ?? "",
    namespace: stringAt(event, field, "namespace") ?? "",
    name: stringAt(event, field, "name") ?? "",
  };
}

function involvedKey(event: JsonObject): string {
  const { kind, namespace, name } = involvedOf(event);
  return keyOf(kind, namespace, name);
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}\n${namespace}\n${name}`;
}
