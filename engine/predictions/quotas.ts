import type { PodData } from "../inventory/extractors/workload";
import type { Fact } from "../inventory/fact";
import { valueAt } from "../json";
import { mapsAt, numberAt, stringAt, stringsAt } from "../kubernetes/fields";
import { ONE, type Quantity } from "../kubernetes/quantity";
import { type Amounts, amountsOf, type PodDemand } from "./pod-amounts";

/** What a quota admits, by the name of what it counts; empty where a quantity is none. */
export function hardOf(quota: Fact): Amounts {
  return amountsOf(valueAt(quota.data, ["spec", "hard"])) ?? new Map();
}

/** What a pod takes of what a quota counts; `undefined` where the name is not counted in pods. */
export function usageOf(name: string, { requests, limits }: PodDemand): Quantity | undefined {
  if (name === "pods" || name === "count/pods") return ONE;
  if (name.startsWith("limits.")) return limits.get(name.slice("limits.".length));
  return requests.get(name.replace(/^requests\./, ""));
}

const REQUIRED = /^(?:(requests|limits)\.)?(cpu|memory)$/;

/**
 * What every container must state because a quota counts it: `requests` or `limits` with the resource.
 * Source: k8s.io/kubernetes pkg/quota/v1/evaluator/core, `validationSet`.
 */
export function requiredBy(name: string): { side: "requests" | "limits"; resource: string } | undefined {
  const [match, side, resource] = REQUIRED.exec(name) ?? [];
  return match && resource ? { side: side === "limits" ? "limits" : "requests", resource } : undefined;
}

/** Whether a quota counts a pod, by its scopes. `unknown` where the manifests do not decide. */
export function quotaCounts(quota: Fact, pod: PodData, demand: PodDemand): "yes" | "no" | "unknown" {
  const scopes = [
    ...stringsAt(quota.data, "spec", "scopes").map((scope) => ({
      scope,
      operator: "Exists",
      values: [] as string[],
    })),
    ...mapsAt(quota.data, "spec", "scopeSelector", "matchExpressions").map(({ value }) => ({
      scope: stringAt(value, "scopeName") ?? "",
      operator: stringAt(value, "operator") ?? "",
      values: stringsAt(value, "values"),
    })),
  ];
  let isUnknown = false;
  for (const { scope, operator, values } of scopes) {
    const counts = scopeCounts(scope, operator, values, pod, demand);
    if (counts === false) return "no";
    if (counts === undefined) isUnknown = true;
  }
  return isUnknown ? "unknown" : "yes";
}

function scopeCounts(
  scope: string,
  operator: string,
  values: readonly string[],
  pod: PodData,
  demand: PodDemand,
): boolean | undefined {
  const isTerminating = (numberAt(pod.spec, "activeDeadlineSeconds") ?? -1) >= 0;
  switch (scope) {
    case "Terminating":
      return isTerminating;
    case "NotTerminating":
      return !isTerminating;
    case "BestEffort":
      return isBestEffort(demand);
    case "NotBestEffort":
      return !isBestEffort(demand);
    case "PriorityClass": {
      // A pod without a class gets the cluster's default one, which need not be in sight.
      const name = pod.priorityClassName;
      if (!name) return undefined;
      if (operator === "In") return values.includes(name);
      if (operator === "NotIn") return !values.includes(name);
      return operator === "Exists";
    }
    default:
      return undefined;
  }
}

function isBestEffort({ containers }: PodDemand): boolean {
  return !containers.some(({ requests, limits }) =>
    ["cpu", "memory"].some((name) => (requests.get(name) ?? 0n) > 0n || (limits.get(name) ?? 0n) > 0n),
  );
}
