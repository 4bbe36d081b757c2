import type { Inventory } from "../inventory/inventory";
import { tierVerdict } from "./admin-policy";
import { describeEndpoint, type Endpoint, type PodEndpoint, type Protocol } from "./endpoint";
import { type EndpointReference, type Network, networkOf } from "./network";
import { admits, type Direction } from "./network-policy";
import type { Destination } from "./ports";
import type { NetworkAnswer } from "./verdict";

/** May one end open a connection to a port of the other? */
export interface ReachQuestion {
  readonly from: EndpointReference;
  readonly to: EndpointReference;
  /** The port on the destination pod, not a Service's. */
  readonly port: number;
  readonly protocol: Protocol;
}

/**
 * Answers who reaches whom by the policies of a scope: admin tier, NetworkPolicies, baseline tier, on both sides of
 * the connection. *Unknown* where the manifests do not decide: an address that is not known, a pod in its node's
 * network, a policy of a network plugin, a pod that is not in sight.
 */
export function reaches(inventory: Inventory, question: ReachQuestion): NetworkAnswer {
  const network = networkOf(inventory);
  const from = network.find(question.from);
  const to = network.find(question.to);
  if (!from || !to) {
    const missing = from ? question.to : question.from;
    return { answer: "unknown", reason: `${describeReference(missing)} is not in sight`, by: [] };
  }
  return connect(network, from, { endpoint: to, port: question.port, protocol: question.protocol });
}

function describeReference(reference: EndpointReference): string {
  if ("ip" in reference) return `address ${reference.ip}`;
  return "pod" in reference
    ? `${reference.kind ?? "pod"} ${reference.namespace}/${reference.pod}`
    : `a pod of ${reference.namespace}`;
}

/** The same question for two ends that are already found. */
export function connect(network: Network, from: Endpoint, destination: Destination): NetworkAnswer {
  const to = destination.endpoint;
  if (from === to && from.kind === "pod" && from.fact?.groupKind === "Pod")
    return { answer: "allowed", reason: "a pod always reaches itself", by: [] };
  const egress = from.kind === "pod" ? sideVerdict(network, from, "egress", to, destination) : undefined;
  if (egress?.answer === "denied") return egress;
  const ingress = to.kind === "pod" ? sideVerdict(network, to, "ingress", from, destination) : undefined;
  if (ingress?.answer === "denied") return ingress;
  if (egress?.answer === "unknown") return egress;
  if (ingress?.answer === "unknown") return ingress;
  const foreign = foreignDoubt(network, from, to);
  if (foreign) return foreign;
  const by = [...new Set([...(egress?.by ?? []), ...(ingress?.by ?? [])])].sort();
  return { answer: "allowed", reason: by.length > 0 ? "allowed by policy" : "no policy restricts it", by };
}

/** What the policies that select one end say of the connection. */
function sideVerdict(
  network: Network,
  pod: PodEndpoint,
  direction: Direction,
  other: Endpoint,
  destination: Destination,
): NetworkAnswer {
  const verdict = policyVerdict(network, pod, direction, other, destination);
  if (verdict.answer !== "denied") return verdict;
  // Most plugins leave pods in their node's network alone, and a node always reaches its own pods.
  const onNode = pod.hostNetwork
    ? pod
    : direction === "ingress" && other.kind === "pod" && other.hostNetwork
      ? other
      : undefined;
  if (!onNode) return verdict;
  const reason = `${describeEndpoint(onNode)} is in its node's network, where the network plugin decides`;
  return { answer: "unknown", reason, by: verdict.by };
}

function policyVerdict(
  network: Network,
  pod: PodEndpoint,
  direction: Direction,
  other: Endpoint,
  destination: Destination,
): NetworkAnswer {
  const admin = tierVerdict(network.adminOf(pod, "admin"), direction, other, destination);
  if (admin.verdict !== "none") return tierAnswer(admin, pod, direction);
  const isolating = network.isolating(pod, direction);
  if (isolating.length === 0) {
    const baseline = tierVerdict(network.adminOf(pod, "baseline"), direction, other, destination);
    if (baseline.verdict !== "none") return tierAnswer(baseline, pod, direction);
    return {
      answer: "allowed",
      reason: `nothing isolates the ${direction} of ${describeEndpoint(pod)}`,
      by: [],
    };
  }
  const doubts: string[] = [];
  for (const policy of isolating) {
    for (const rule of policy.rules[direction] ?? []) {
      const match = admits(rule, other, destination);
      if (match === "yes") return { answer: "allowed", reason: "allowed by policy", by: [policy.name] };
      if (match === "maybe") doubts.push(policy.name);
    }
  }
  if (doubts.length > 0) {
    const reason = `whether ${describeEndpoint(other)} is meant depends on addresses that the manifests do not tell`;
    return { answer: "unknown", reason, by: [...new Set(doubts)].sort() };
  }
  const by = isolating.map(({ name }) => name).sort();
  return {
    answer: "denied",
    reason: `no rule allows it: ${direction} of ${describeEndpoint(pod)} is isolated`,
    by,
  };
}

function tierAnswer(
  { verdict, by }: ReturnType<typeof tierVerdict>,
  pod: PodEndpoint,
  direction: Direction,
): NetworkAnswer {
  const names = [...new Set(by.map(({ name }) => name))].sort();
  if (verdict === "allow") return { answer: "allowed", reason: "allowed by an admin policy", by: names };
  if (verdict === "deny") {
    const reason = `an admin policy denies it for the ${direction} of ${describeEndpoint(pod)}`;
    return { answer: "denied", reason, by: names };
  }
  const reason = "admin policies of equal priority disagree, or an address is not known";
  return { answer: "unknown", reason, by: names };
}

function foreignDoubt(network: Network, from: Endpoint, to: Endpoint): NetworkAnswer | undefined {
  if (network.foreignPolicies.length === 0) return undefined;
  const foreign = [from, to].flatMap((end) => (end.kind === "pod" ? network.foreignOf(end) : []));
  if (foreign.length === 0) return undefined;
  const by = [...new Set(foreign.map(({ name }) => name))].sort();
  return { answer: "unknown", reason: "a policy of the network plugin applies and is not evaluated", by };
}
