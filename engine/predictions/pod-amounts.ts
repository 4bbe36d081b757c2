import type { ContainerData, PodData } from "../inventory/extractors/workload";
import type { Fact } from "../inventory/fact";
import type { JsonValue } from "../json";
import { mapAt, mapsAt, stringAt } from "../kubernetes/fields";
import { ONE, parseQuantity, type Quantity } from "../kubernetes/quantity";

/** Quantities by the name of the resource. */
export type Amounts = Map<string, Quantity>;

/** What a container or a whole pod asks for. */
export interface Demand {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** A container with what it asks for once all defaults are set. Ephemeral containers may not ask for anything. */
export interface ContainerDemand extends Demand {
  readonly container: ContainerData;
}

/** What a pod asks for, container by container and as a whole. */
export interface PodDemand extends Demand {
  readonly containers: readonly ContainerDemand[];
}

const SIDES = ["requests", "limits"] as const;

/**
 * What a pod asks for when admission sees it: requests default to limits, then the LimitRanges of its namespace fill
 * in what is missing. `undefined` where the manifests do not decide: a quantity that is none, resources of the whole
 * pod, or LimitRanges whose defaults contradict each other.
 *
 * Sources: k8s.io/kubernetes pkg/apis/core/v1 `SetDefaults_Pod`; plugin/pkg/admission/limitranger.
 */
export function podDemand(pod: PodData, ranges: readonly Fact[]): PodDemand | undefined {
  const defaults = defaultsOf(ranges);
  if (!defaults || pod.spec.resources !== undefined) return undefined;
  const containers: ContainerDemand[] = [];
  for (const container of pod.containers) {
    if (container.path.includes("ephemeralContainers")) continue;
    const limits = amountsOf(container.resources.limits);
    const requests = amountsOf(container.resources.requests);
    if (!limits || !requests) return undefined;
    fill(requests, limits);
    fill(limits, defaults.limits);
    fill(requests, defaults.requests);
    containers.push({ container, requests, limits });
  }
  return { containers, requests: total(containers, "requests"), limits: total(containers, "limits") };
}

/** The amounts of a map of quantities; `undefined` where one is no quantity. */
export function amountsOf(value: JsonValue | undefined): Amounts | undefined {
  const amounts: Amounts = new Map();
  for (const [name, written] of Object.entries(mapAt(value))) {
    const quantity = parseQuantity(written);
    if (quantity === undefined) return undefined;
    amounts.set(name, quantity);
  }
  return amounts;
}

/** `500m` of CPU, `256Mi` of memory: a quantity as manifests write it. */
export function formatAmount(amount: Quantity): string {
  if (amount % ONE !== 0n) return `${amount / (ONE / 1000n)}m`;
  let whole = amount / ONE;
  let unit = "";
  for (const next of ["Ki", "Mi", "Gi", "Ti"]) {
    if (whole === 0n || whole % 1024n !== 0n) break;
    whole /= 1024n;
    unit = next;
  }
  return `${whole}${unit}`;
}

/** Sets what is missing. */
function fill(amounts: Amounts, defaults: Amounts): void {
  for (const [name, amount] of defaults) if (!amounts.has(name)) amounts.set(name, amount);
}

/**
 * The defaults for containers: a limit that is not written defaults to the maximum, a request to the limit, else to
 * the minimum. Of two LimitRanges either may come first, so they must agree.
 */
function defaultsOf(ranges: readonly Fact[]): Demand | undefined {
  const merged: Demand = { requests: new Map(), limits: new Map() };
  for (const range of ranges) {
    const own: Demand = { requests: new Map(), limits: new Map() };
    for (const { value } of mapsAt(range.data, "spec", "limits")) {
      if (stringAt(value, "type") !== "Container") continue;
      const [limits, maximum, requests, minimum] = ["default", "max", "defaultRequest", "min"].map((field) =>
        amountsOf(value[field]),
      );
      if (!limits || !maximum || !requests || !minimum) return undefined;
      fill(limits, maximum);
      fill(requests, limits);
      fill(requests, minimum);
      for (const [name, amount] of limits) own.limits.set(name, amount);
      for (const [name, amount] of requests) own.requests.set(name, amount);
    }
    for (const side of SIDES) {
      for (const [name, amount] of own[side])
        if ((merged[side].get(name) ?? amount) !== amount) return undefined;
      fill(merged[side], own[side]);
    }
  }
  return merged;
}

/**
 * What the pod needs as a whole: its containers and sidecars together, or more where an init container needs it.
 * Source: k8s.io/component-helpers/resource `AggregateContainerRequests`.
 */
function total(containers: readonly ContainerDemand[], side: (typeof SIDES)[number]): Amounts {
  const sum: Amounts = new Map();
  const sidecars: Amounts = new Map();
  const most: Amounts = new Map();
  for (const { container, [side]: amounts } of containers) {
    if (container.init && container.spec.restartPolicy !== "Always") {
      const together = new Map(sidecars);
      add(together, amounts);
      raise(most, together);
      continue;
    }
    add(sum, amounts);
    if (!container.init) continue;
    add(sidecars, amounts);
    raise(most, sidecars);
  }
  raise(sum, most);
  return sum;
}

function add(amounts: Amounts, more: Amounts): void {
  for (const [name, amount] of more) amounts.set(name, (amounts.get(name) ?? 0n) + amount);
}

function raise(amounts: Amounts, least: Amounts): void {
  for (const [name, amount] of least) {
    const present = amounts.get(name);
    if (present === undefined || present < amount) amounts.set(name, amount);
  }
}
