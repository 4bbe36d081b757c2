import { autoscalerTargets } from "../../inventory/autoscaler-target";
import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { podsInNamespace } from "../../inventory/workload-pods";
import { type Path, valueAt } from "../../json";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { ONE, type Quantity } from "../../kubernetes/quantity";
import { claimsIn } from "../../predictions/claims";
import { onlyOnes } from "../../predictions/only-ones";
import { outcomeOf } from "../../predictions/outcome";
import { amountsOf, formatAmount, type PodDemand, podDemand } from "../../predictions/pod-amounts";
import { hardOf, quotaCounts, requiredBy, usageOf } from "../../predictions/quotas";
import { defineInventoryRule } from "../define-rule";
import type { InventoryContext, RelatedPlace } from "../rule";

/** Kinds whose pods all run at once and stay; Jobs come and go, DaemonSets depend on the nodes. */
const STAYING: ReadonlySet<string> = new Set([
  "Pod",
  "ReplicationController",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "argoproj.io/Rollout",
]);

/** Source: k8s.io/kubernetes pkg/quota/v1/evaluator/core; apiserver pkg/admission/plugin/resourcequota. */
export const quotaRefuses = defineInventoryRule({
  id: "resources/quota-refuses",
  title: "Quota will refuse pods of its namespace",
  severity: "medium",
  why: "Workloads are accepted, then their controllers are refused pods that exceed the quota or leave out what it counts: the rollout stands still, and only the events of the ReplicaSet or Job tell why.",
  remediation:
    "State requests and limits for everything that the quota counts, by a LimitRange if need be, and keep their sum within it.",
  standards: { nsa: ["resource-limits"] },
  since: "0.1.0",
  appliesTo: ["ResourceQuota", "LimitRange", "Service", "PersistentVolumeClaim", ...WORKLOAD_KINDS],
  eachNamespace: true,
  check(context) {
    const { inventory } = context;
    const least = new Map(
      autoscalerTargets(inventory).map(({ target, minReplicas }) => [target, minReplicas] as const),
    );
    const stated = new Set<string>();
    for (const quota of onlyOnes(inventory.ofKind("ResourceQuota"))) {
      if (quota.namespace === undefined) continue;
      judgePods(context, quota, demandsIn(inventory, quota.namespace), least, stated);
      judgeObjects(context, quota, quota.namespace);
    }
  },
});

interface WorkloadDemand {
  readonly fact: Fact;
  readonly demand: PodDemand;
  readonly counts: (quota: Fact) => "yes" | "no" | "unknown";
}

function demandsIn(inventory: Inventory, namespace: string): WorkloadDemand[] {
  const ranges = inventory.ofKind("LimitRange").filter((range) => range.namespace === namespace);
  return podsInNamespace(inventory, namespace).flatMap(({ fact, pod }) => {
    const demand = fact.groupKind === "PodTemplate" ? undefined : podDemand(pod, ranges);
    return demand ? [{ fact, demand, counts: (quota: Fact) => quotaCounts(quota, pod, demand) }] : [];
  });
}

function judgePods(
  { inventory, report }: InventoryContext,
  quota: Fact,
  demands: readonly WorkloadDemand[],
  least: ReadonlyMap<Fact | undefined, number>,
  stated: Set<string>,
): void {
  const counted = demands.filter(({ counts }) => counts(quota) === "yes");
  const refused = new Set<Fact>();
  for (const [name, hard] of hardOf(quota)) {
    const related = [{ fact: quota, path: ["spec", "hard", name], message: "what the quota admits" }];
    const shares: { fact: Fact; demand: PodDemand; text: string }[] = [];
    let sum = 0n;
    for (const { fact, demand } of counted) {
      const required = requiredBy(name);
      for (const { container, ...amounts } of required ? demand.containers : []) {
        if (!required || amounts[required.side].has(required.resource)) continue;
        refused.add(fact);
        // Several quotas, or `cpu` beside `requests.cpu`, may ask for the same.
        const path = [...container.path, "resources", required.side, required.resource];
        const key = JSON.stringify([fact.groupKind, fact.namespace, fact.name, path]);
        if (stated.has(key)) continue;
        stated.add(key);
        report(fact, {
          path,
          message: `${outcomeOf(fact)}: quota "${quota.name ?? ""}" counts ${name}, and container "${container.name ?? "?"}" states none`,
          related,
        });
      }
      const usage = usageOf(name, demand);
      if (usage === undefined || refused.has(fact)) continue;
      if (usage > hard) {
        refused.add(fact);
        report(fact, {
          path: ["metadata", "name"],
          message: `${outcomeOf(fact)}: one takes ${formatAmount(usage)} of ${name}, of which quota "${quota.name ?? ""}" admits ${formatAmount(hard)} in all`,
          related: [...related, ...amountPlaces(fact, demand)],
        });
      } else if (STAYING.has(fact.groupKind)) {
        const replicas = least.get(fact) ?? replicasOf(fact);
        sum += usage * BigInt(replicas);
        shares.push({ fact, demand, text: `${replicas} × ${formatAmount(usage)}` });
      }
    }
    // What is in an open scope need not be deployed together.
    if (!inventory.closed || sum <= hard) continue;
    report(quota, {
      path: ["spec", "hard", name],
      message: `the workloads of namespace "${quota.namespace}" take ${formatAmount(sum)} of ${name}, and the quota admits ${formatAmount(hard)}: the last pods will be refused`,
      related: shares.flatMap(({ fact, demand, text }) => [
        { fact, path: ["spec", "replicas"], message: text },
        ...amountPlaces(fact, demand),
      ]),
    });
  }
}

/** The places that an amount comes from: where a patch sets one of them, what is written there says nothing. */
function amountPlaces(fact: Fact, { containers }: PodDemand): RelatedPlace[] {
  return containers.map(({ container }) => ({
    fact,
    path: [...container.path, "resources"],
    message: `what container "${container.name ?? "?"}" asks for`,
  }));
}

function replicasOf({ data }: Fact): number {
  const { replicas } = data as { replicas?: number | null };
  return Number.isInteger(replicas) ? Math.max(Number(replicas), 0) : 1;
}

/** Something that a quota counts beside pods, and how much of it there is. */
interface Counted {
  readonly fact: Fact;
  readonly path: Path;
  readonly amount: Quantity;
}

/** How many of each Service a counter counts. Source: pkg/quota/v1/evaluator/core/services.go. */
const SERVICES: Readonly<Record<string, (fact: Fact) => number>> = {
  services: () => 1,
  "count/services": () => 1,
  "services.loadbalancers": ({ data }) => (stringAt(data, "spec", "type") === "LoadBalancer" ? 1 : 0),
  "services.nodeports": nodePorts,
};

/** Counters of claims, of all or of a storage class. Source: pkg/quota/v1/evaluator/core/persistent_volume_claims.go. */
const CLAIMS =
  /^(?:(.+)\.storageclass\.storage\.k8s\.io\/|count\/)?(requests\.storage|persistentvolumeclaims)$/;

function countedBy(name: string, inventory: Inventory, namespace: string): Counted[] {
  const count = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
  if (count)
    return inventory.ofKind("Service").flatMap((fact) => {
      const amount = BigInt(fact.namespace === namespace ? count(fact) : 0) * ONE;
      return amount > 0n ? [{ fact, path: ["spec", "type"], amount }] : [];
    });
  const [match, className, what] = CLAIMS.exec(name) ?? [];
  if (!match) return [];
  return claimsIn(inventory, namespace).flatMap(({ fact, spec, path, count: claims }) => {
    if (className !== undefined && stringAt(spec, "storageClassName") !== className) return [];
    const place = [...path, "resources", "requests", "storage"];
    const size =
      what === "requests.storage" ? amountsOf(valueAt(spec, ["resources", "requests"])) : undefined;
    const each = what === "requests.storage" ? (size?.get("storage") ?? 0n) : ONE;
    return [{ fact, path: place, amount: each * BigInt(Math.max(claims, 0)) }];
  });
}

function nodePorts({ data }: Fact): number {
  const type = stringAt(data, "spec", "type");
  const ports = mapsAt(data, "spec", "ports");
  if (type === "NodePort") return ports.length;
  if (type !== "LoadBalancer") return 0;
  return booleanAt(data, "spec", "allocateLoadBalancerNodePorts") === false
    ? ports.filter(({ value }) => value.nodePort !== undefined && value.nodePort !== 0).length
    : ports.length;
}

function judgeObjects({ inventory, report }: InventoryContext, quota: Fact, namespace: string): void {
  for (const [name, hard] of hardOf(quota)) {
    // What is in an open scope need not be deployed together; but nothing at all is refused to everybody.
    if (!inventory.closed && hard > 0n) continue;
    const counted = countedBy(name, inventory, namespace);
    const sum = counted.reduce((total, { amount }) => total + amount, 0n);
    if (sum <= hard) continue;
    report(quota, {
      path: ["spec", "hard", name],
      message: `namespace "${namespace}" holds ${formatAmount(sum)} of ${name}, and the quota admits ${formatAmount(hard)}: the last will be refused`,
      related: counted.map(({ fact, path, amount }) => ({ fact, path, message: formatAmount(amount) })),
    });
  }
}
