import type { Inventory } from "../inventory/inventory";
import { type ClusterDns, clusterDnsOf, type DnsResolver } from "./cluster-dns";
import { describeEndpoint, type Endpoint, type PodEndpoint } from "./endpoint";
import { type EndpointReference, type Network, networkOf } from "./network";
import { connect } from "./reaches";
import type { NetworkAnswer } from "./verdict";

/** Can a pod resolve names? */
export interface DnsQuestion {
  readonly from: EndpointReference;
  readonly protocol: "UDP" | "TCP";
  /** The cluster's DNS preset; see {@link clusterDnsOf}. */
  readonly clusterDns: string;
}

/**
 * Answers whether a pod reaches the resolver it really uses: the cluster's for `ClusterFirst`, its own `nameservers`
 * for `None`, the node's for `Default` and for pods in their node's network.
 */
export function resolvesDns(inventory: Inventory, question: DnsQuestion): NetworkAnswer {
  const network = networkOf(inventory);
  const from = network.find(question.from);
  if (from?.kind !== "pod") return { answer: "unknown", reason: "the pod is not in sight", by: [] };
  return podResolvesDns(network, from, question.protocol, clusterDnsOf(question.clusterDns));
}

/** The same question for a pod that is already found. */
export function podResolvesDns(
  network: Network,
  pod: PodEndpoint,
  protocol: "UDP" | "TCP",
  dns: ClusterDns,
): NetworkAnswer {
  const targets = resolverTargets(network, pod, dns);
  if (targets.length === 0) {
    const reason = `${describeEndpoint(pod)} asks its node's resolver, whose address no manifest tells`;
    const isFree = network.isolating(pod, "egress").length === 0 && network.adminPolicies.length === 0;
    return isFree
      ? { answer: "allowed", reason: "nothing isolates its egress", by: [] }
      : { answer: "unknown", reason, by: [] };
  }
  let answer: NetworkAnswer | undefined;
  for (const { endpoint, port } of targets) {
    const next = connect(network, pod, { endpoint, port, protocol });
    if (next.answer === "allowed") return next;
    if (!answer || next.answer === "unknown") answer = next;
  }
  return answer ?? { answer: "unknown", reason: "no resolver is known", by: [] };
}

interface Target {
  readonly endpoint: Endpoint;
  readonly port: number;
}

const resolverCache = new WeakMap<Network, Map<string, Target>>();

/** Where a pod sends its queries; empty where only the node knows. */
function resolverTargets(network: Network, pod: PodEndpoint, dns: ClusterDns): Target[] {
  if (pod.dnsPolicy === "None") {
    return pod.nameservers.flatMap((ip) => {
      const endpoint = network.find({ ip });
      return endpoint ? [{ endpoint, port: 53 }] : [];
    });
  }
  const asksNode =
    pod.dnsPolicy === "Default" || (pod.hostNetwork && pod.dnsPolicy !== "ClusterFirstWithHostNet");
  return asksNode ? [] : dns.resolvers.flatMap((resolver) => clusterTarget(network, resolver));
}

function clusterTarget(network: Network, resolver: DnsResolver): Target[] {
  let known = resolverCache.get(network);
  if (!known) {
    known = new Map();
    resolverCache.set(network, known);
  }
  const key = JSON.stringify(resolver);
  const before = known.get(key);
  if (before) return [before];
  const endpoint =
    resolver.kind === "pods" ? dnsPod(network, resolver) : network.find({ ip: resolver.address });
  if (!endpoint) return [];
  const target = { endpoint, port: resolver.port };
  known.set(key, target);
  return [target];
}

function dnsPod(network: Network, resolver: DnsResolver & { kind: "pods" }): PodEndpoint {
  return network.imagine(
    resolver.namespace,
    resolver.labels,
    (["UDP", "TCP"] as const).map((protocol) => ({
      name: resolver.portNames[protocol],
      port: resolver.port,
      protocol,
    })),
  );
}
