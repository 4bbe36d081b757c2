import type { Fact } from "../inventory/fact";
import { type Path, valueAt } from "../json";
import { mapAt, mapsAt, stringAt } from "../kubernetes/fields";
import { ONE } from "../kubernetes/quantity";
import type { Claim } from "./claims";
import { type Amounts, amountsOf, type Demand, formatAmount, type PodDemand } from "./pod-amounts";

/** Why a pod or a claim is refused. */
export interface Refusal {
  /** What refuses it. */
  readonly fact: Fact;
  /** Where that is written. */
  readonly factPath: Path;
  /** Who asks for the wrong amount, as a message names it, and where; relative to the resource. */
  readonly path: Path;
  readonly message: string;
}

/** Somebody whose amounts are bounded: a container, a whole pod, a claim. */
interface Asking extends Demand {
  readonly type: "Container" | "Pod" | "PersistentVolumeClaim";
  readonly owner: string;
  at(side: "requests" | "limits", resource: string): Path;
  /** Whether a limit is the author's own; then a request above it is no business of the LimitRange. */
  readonly isOwnLimit?: (resource: string) => boolean;
}

/**
 * Why the LimitRanges of its namespace refuse a pod, one reason for each container and resource.
 * Source: k8s.io/kubernetes plugin/pkg/admission/limitranger `PodValidateLimitFunc`; ValidateResourceRequirements.
 *
 * @param demand of the pod, with the defaults of the same LimitRanges
 * @param name the path of what stands for the pod as a whole
 */
export function limitRangeRefusals(demand: PodDemand, ranges: readonly Fact[], name: Path): Refusal[] {
  const asking: Asking[] = demand.containers.map(({ container, requests, limits }) => ({
    type: "Container",
    owner: `container "${container.name ?? "?"}"`,
    requests,
    limits,
    at: (side, resource) => [...container.path, "resources", side, resource],
    isOwnLimit: (resource) => resource in mapAt(container.resources, "limits"),
  }));
  const whole: Asking = { ...demand, type: "Pod", owner: "the pod", at: () => name };
  return [...asking, whole].flatMap((each) => refusalsOf(each, ranges));
}

/** Why the LimitRanges of its namespace refuse a claim. */
export function claimRefusals({ spec, path }: Claim, ranges: readonly Fact[]): Refusal[] {
  const requests = amountsOf(valueAt(spec, ["resources", "requests"]));
  if (!requests) return [];
  const at = (_side: unknown, resource: string) => [...path, "resources", "requests", resource];
  return refusalsOf(
    { type: "PersistentVolumeClaim", owner: "the claim", requests, limits: new Map(), at },
    ranges,
  );
}

function refusalsOf(asking: Asking, ranges: readonly Fact[]): Refusal[] {
  const found = new Map<string, Refusal>();
  for (const fact of ranges)
    for (const { index, value } of mapsAt(fact.data, "spec", "limits")) {
      const judge = (field: string, fault: (resource: string, bound: bigint) => Fault | undefined) => {
        if (stringAt(value, "type") !== asking.type) return;
        for (const [resource, bound] of amountsOf(value[field]) ?? []) {
          const wrong = fault(resource, bound);
          if (!wrong || found.has(resource)) continue;
          found.set(resource, {
            fact,
            factPath: ["spec", "limits", index, field, resource],
            path: asking.at(wrong.side, resource),
            message: `${asking.owner} ${wrong.text}`,
          });
        }
      };
      judge("min", (resource, bound) => belowMinimum(asking, resource, bound));
      judge("max", (resource, bound) => aboveMaximum(asking, resource, bound));
      judge("maxLimitRequestRatio", (resource, bound) => aboveRatio(asking, resource, bound));
    }
  const { isOwnLimit } = asking;
  if (isOwnLimit)
    for (const [resource, limit] of asking.limits) {
      const request = asking.requests.get(resource) ?? 0n;
      const fact = ranges[0];
      if (request <= limit || !fact || found.has(resource) || isOwnLimit(resource)) continue;
      found.set(resource, {
        fact,
        factPath: ["spec", "limits"],
        path: asking.at("requests", resource),
        message: `${asking.owner} requests ${formatAmount(request)} of ${resource}, more than the limit ${formatAmount(limit)} that it is given`,
      });
    }
  return [...found.values()];
}

interface Fault {
  readonly side: "requests" | "limits";
  readonly text: string;
}

function belowMinimum({ requests, limits }: Asking, resource: string, bound: bigint): Fault | undefined {
  const least = `at least ${formatAmount(bound)} must be`;
  const request = requests.get(resource);
  if (request === undefined)
    return { side: "requests", text: `requests no ${resource}, where ${least} requested` };
  if (request < bound)
    return {
      side: "requests",
      text: `requests ${formatAmount(request)} of ${resource}, where ${least} requested`,
    };
  const limit = limits.get(resource);
  return limit !== undefined && limit < bound
    ? { side: "limits", text: `limits ${resource} to ${formatAmount(limit)}, where ${least} allowed` }
    : undefined;
}

function aboveMaximum(
  { type, requests, limits }: Asking,
  resource: string,
  bound: bigint,
): Fault | undefined {
  const most = `where ${formatAmount(bound)} is the most`;
  const tooMuch = (side: Fault["side"], amounts: Amounts): Fault | undefined => {
    const amount = amounts.get(resource);
    return amount !== undefined && amount > bound
      ? {
          side,
          text: `${side === "limits" ? `limits ${resource} to ${formatAmount(amount)}` : `requests ${formatAmount(amount)} of ${resource}`}, ${most}`,
        }
      : undefined;
  };
  // Claims have no limits: only what they request counts.
  if (type === "PersistentVolumeClaim") return tooMuch("requests", requests);
  if (!limits.has(resource)) return { side: "limits", text: `has no limit of ${resource}, ${most}` };
  return tooMuch("limits", limits) ?? tooMuch("requests", requests);
}

function aboveRatio({ requests, limits }: Asking, resource: string, bound: bigint): Fault | undefined {
  const request = requests.get(resource) ?? 0n;
  const limit = limits.get(resource) ?? 0n;
  const ratio = `where a limit may be ${formatAmount(bound)} times the request`;
  if (request === 0n) return { side: "requests", text: `requests no ${resource}, ${ratio}` };
  if (limit === 0n) return { side: "limits", text: `has no limit of ${resource}, ${ratio}` };
  return limit * ONE > bound * request
    ? {
        side: "limits",
        text: `limits ${resource} to ${formatAmount(limit)} and requests ${formatAmount(request)}, ${ratio}`,
      }
    : undefined;
}
