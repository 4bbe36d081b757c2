import type { JsonObject } from "../../engine/json";

/** A reproducible source of choices. */
export interface Draw {
  pick<T>(options: readonly [T, ...T[]]): T;
  chance(percent: number): boolean;
}

/** The mulberry32 generator: the same choices everywhere for one seed. */
export function createDraw(seed: number): Draw {
  let state = seed >>> 0;
  const roll = (below: number) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  return {
    pick: ([first, ...others]) => [first, ...others][roll(others.length + 1)] ?? first,
    chance: (percent) => roll(100) < percent,
  };
}

const CPU = ["50m", "100m", "0.25", "500m", "1", "2"] as const;
const MEMORY = ["32Mi", "64Mi", "100M", "128Mi", "512Mi", "1Gi"] as const;

/** LimitRanges and quotas of a namespace around the amounts of the pods; some of them the API server refuses. */
export function generateBounds(draw: Draw, namespace: string): JsonObject[] {
  const bounds: JsonObject[] = [];
  if (draw.chance(70)) bounds.push(limitRange(draw, "one", namespace, ["Container", "Container", "Pod"]));
  // Two LimitRanges for containers may set defaults in either order, so that nobody can predict the outcome.
  if (draw.chance(10)) bounds.push(limitRange(draw, "two", namespace, ["Pod"]));
  if (draw.chance(60)) bounds.push(quota(draw, "one", namespace));
  if (draw.chance(20)) bounds.push(quota(draw, "two", namespace));
  return bounds;
}

function limitRange(
  draw: Draw,
  name: string,
  namespace: string,
  types: readonly [string, ...string[]],
): JsonObject {
  const item: JsonObject = { type: draw.pick(types) };
  const fields =
    item.type === "Pod"
      ? (["min", "max", "maxLimitRequestRatio"] as const)
      : (["min", "max", "default", "defaultRequest", "maxLimitRequestRatio"] as const);
  for (const field of fields) {
    if (!draw.chance(40)) continue;
    if (field === "maxLimitRequestRatio") item[field] = { cpu: draw.pick(["1", "1.5", "2", "4"]) };
    else item[field] = amounts(draw, 70, field === "min" ? 3 : 6);
  }
  return {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name, namespace },
    spec: { limits: [item] },
  };
}

function quota(draw: Draw, name: string, namespace: string): JsonObject {
  const hard: JsonObject = {};
  if (draw.chance(30)) hard.pods = draw.pick(["0", "1", "5"]);
  if (draw.chance(30)) hard[draw.pick(["cpu", "requests.cpu", "limits.cpu"])] = draw.pick(CPU);
  if (draw.chance(30)) hard[draw.pick(["memory", "requests.memory", "limits.memory"])] = draw.pick(MEMORY);
  if (draw.chance(10)) hard["requests.ephemeral-storage"] = "1Gi";
  if (Object.keys(hard).length === 0) hard.pods = "3";
  const spec: JsonObject = { hard };
  const scoped = draw.pick(["scopes", "selector", "", "", ""]);
  if (scoped === "scopes") {
    const isPodsAlone = Object.keys(hard).every((key) => key === "pods");
    spec.scopes = [
      draw.pick(["Terminating", "NotTerminating", isPodsAlone ? "BestEffort" : "NotBestEffort"]),
    ];
  } else if (scoped === "selector")
    spec.scopeSelector = {
      matchExpressions: [
        draw.pick<JsonObject>([
          { scopeName: "PriorityClass", operator: "In", values: ["system-node-critical"] },
          { scopeName: "PriorityClass", operator: "NotIn", values: ["system-node-critical"] },
          { scopeName: "PriorityClass", operator: "Exists" },
        ]),
      ],
    };
  return { apiVersion: "v1", kind: "ResourceQuota", metadata: { name, namespace }, spec };
}

function amounts(draw: Draw, percent: number, upTo: number): JsonObject {
  const result: JsonObject = {};
  if (draw.chance(percent)) result.cpu = draw.pick(head(CPU, upTo));
  if (draw.chance(percent)) result.memory = draw.pick(head(MEMORY, upTo));
  return result;
}

function head(list: readonly [string, ...string[]], upTo: number): [string, ...string[]] {
  return list.slice(0, upTo) as [string, ...string[]];
}

/** A valid pod with one to three containers, init containers and sidecars among them. */
export function generateWorkloadPod(draw: Draw, namespace: string, name: string): JsonObject {
  const spec: JsonObject = {
    containers: [container(draw, "app"), ...(draw.chance(30) ? [container(draw, "second")] : [])],
    // A name that says the class, since a cluster without default class gives none.
    priorityClassName: draw.pick(["system-node-critical", "system-cluster-critical"]),
  };
  const init: JsonObject[] = [];
  if (draw.chance(20)) init.push({ ...container(draw, "prepare") });
  if (draw.chance(20)) init.push({ ...container(draw, "sidecar"), restartPolicy: "Always" });
  if (draw.chance(10)) init.push({ ...container(draw, "late") });
  if (init.length > 0) spec.initContainers = init;
  if (draw.chance(20)) spec.activeDeadlineSeconds = 60;
  if (draw.chance(20)) spec.hostPID = true;
  return { apiVersion: "v1", kind: "Pod", metadata: { name, namespace }, spec };
}

function container(draw: Draw, name: string): JsonObject {
  const resources: JsonObject = {};
  const requests: JsonObject = {};
  const limits: JsonObject = {};
  for (const [resource, steps] of [
    ["cpu", CPU],
    ["memory", MEMORY],
  ] as const) {
    const from = draw.pick([0, 1, 2, 3]);
    if (draw.chance(60)) requests[resource] = steps[from] ?? steps[0];
    if (draw.chance(50)) limits[resource] = steps[from + draw.pick([0, 1, 2])] ?? steps[3];
  }
  if (Object.keys(requests).length > 0) resources.requests = requests;
  if (Object.keys(limits).length > 0) resources.limits = limits;
  return {
    name,
    image: "registry.example/app:1",
    ...(Object.keys(resources).length > 0 ? { resources } : {}),
  };
}
