import type { Inventory } from "../inventory/inventory";
import { memoOf } from "../inventory/tracked-inventory";
import type { JsonValue } from "../json";
import { mapsAt, stringAt } from "../kubernetes/fields";
import { indexByLabels } from "../kubernetes/selector-index";
import { type Address, parseAddress, parseCidr } from "./address";
import { ADMIN_POLICY_KINDS, type AdminPolicy, compileAdminPolicy, type Tier } from "./admin-policy";
import {
  type AddressEndpoint,
  type Endpoint,
  type NamedPort,
  namespaceLabels,
  type PodEndpoint,
  podEndpoints,
} from "./endpoint";
import { compileForeignPolicy, FOREIGN_POLICY_KINDS, type ForeignPolicy } from "./foreign-policy";
import { compileNetworkPolicy, type Direction, type NetworkPolicy } from "./network-policy";

/** How a question names one end of a connection. */
export type EndpointReference =
  /** A pod or a workload by its name; `kind` tells equal names apart. */
  | { readonly namespace: string; readonly pod: string; readonly kind?: string }
  /** A pod as it might be: no declared ports, unknown address, not in its node's network. */
  | { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  /** An address, or a block of them in CIDR form. */
  | { readonly ip: string };

/** The policies of a scope and the pods they work on, ready to be asked. */
export interface Network {
  /** Every pod in sight, in file order. */
  readonly pods: readonly PodEndpoint[];
  /** The pods of a namespace, in file order. */
  podsIn(namespace: string): readonly PodEndpoint[];
  /** The pods of a namespace that a plain map selector selects, as a Service has it; in file order. */
  selectedBy(namespace: string, selector: JsonValue | undefined): readonly PodEndpoint[];
  readonly policies: readonly NetworkPolicy[];
  /** The NetworkPolicies of a namespace, in file order. */
  policiesIn(namespace: string): readonly NetworkPolicy[];
  readonly adminPolicies: readonly AdminPolicy[];
  readonly foreignPolicies: readonly ForeignPolicy[];
  /** The end that a question names; `undefined` where no such pod is in sight or the address is none. */
  find(reference: EndpointReference): Endpoint | undefined;
  /** A pod that is not in sight, with named ports where they are known. */
  imagine(
    namespace: string,
    labels: Readonly<Record<string, string>>,
    ports?: readonly NamedPort[],
  ): PodEndpoint;
  /** The NetworkPolicies that isolate a pod in a direction. */
  isolating(pod: PodEndpoint, direction: Direction): readonly NetworkPolicy[];
  /** The admin policies of a tier that select a pod, by priority. */
  adminOf(pod: PodEndpoint, tier: Tier): readonly AdminPolicy[];
  /** The policies of network plugins that may select a pod. */
  foreignOf(pod: PodEndpoint): readonly ForeignPolicy[];
}

/** The network of a scope; made once for an inventory. */
export const networkOf = memoOf(createNetwork);

function createNetwork(inventory: Inventory): Network {
  const pods = podEndpoints(inventory);
  const policies = inventory.ofKind("networking.k8s.io/NetworkPolicy").map(compileNetworkPolicy);
  const adminPolicies = ADMIN_POLICY_KINDS.flatMap((kind) => inventory.ofKind(kind))
    .map(compileAdminPolicy)
    .sort((a, b) => a.priority - b.priority);
  const foreignPolicies = Object.keys(FOREIGN_POLICY_KINDS)
    .flatMap((kind) => inventory.ofKind(kind))
    .map(compileForeignPolicy);
  const podsIn = byNamespace(pods);
  const withLabels = new Map<string, ReturnType<typeof indexByLabels<PodEndpoint>>>();
  const policiesIn = byNamespace(policies);
  const labelsOf = namespaceLabels(inventory);
  const nodeOf = nodesByAddress(inventory);
  let nextIndex = pods.length;
  let podByAddress: ReadonlyMap<string, PodEndpoint> | undefined;

  const imagine: Network["imagine"] = (namespace, labels, ports = []) => ({
    kind: "pod",
    index: nextIndex++,
    namespace,
    namespaceLabels: labelsOf(namespace),
    name: "",
    labels,
    ports,
    addresses: [],
    hostNetwork: false,
    nodeLabels: undefined,
    dnsPolicy: "ClusterFirst",
    nameservers: [],
    fact: undefined,
  });

  const findAddress = (text: string): Endpoint | undefined => {
    const block = parseCidr(text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`);
    if (!block) return undefined;
    const isSingle = block.prefix === block.base.bytes.length * 8;
    const key = isSingle ? keyOf(block.base) : text;
    podByAddress ??= podsByAddress(pods);
    const pod = podByAddress.get(key);
    return (
      pod ??
      ({
        kind: "address",
        index: nextIndex++,
        name: text,
        block,
        nodeLabels: nodeOf.get(key),
      } satisfies AddressEndpoint)
    );
  };

  return {
    pods,
    podsIn,
    selectedBy(namespace, selector) {
      const index = withLabels.get(namespace) ?? indexByLabels(podsIn(namespace), ({ labels }) => labels);
      withLabels.set(namespace, index);
      return index(selector);
    },
    policies,
    policiesIn,
    adminPolicies,
    foreignPolicies,
    imagine,
    find(reference) {
      if ("ip" in reference) return findAddress(reference.ip);
      if ("labels" in reference) return imagine(reference.namespace, reference.labels);
      const { namespace, pod: name, kind } = reference;
      return podsIn(namespace).find(
        (pod) =>
          pod.name === name && (kind === undefined || pod.fact?.groupKind.replace(/^.*\//, "") === kind),
      );
    },
    isolating: perPod((pod, direction: Direction) =>
      policiesIn(pod.namespace).filter(
        (policy) => policy.rules[direction] !== undefined && policy.selects(pod),
      ),
    ),
    adminOf: perPod((pod, tier: Tier) =>
      adminPolicies.filter((policy) => policy.tier === tier && policy.selects(pod)),
    ),
    foreignOf: (() => {
      const cached = perPod((pod, _side: "all") => foreignPolicies.filter((policy) => policy.selects(pod)));
      return (pod: PodEndpoint) => cached(pod, "all");
    })(),
  };
}

/** Groups what has a namespace by it. */
function byNamespace<Item extends { readonly namespace: string }>(
  items: readonly Item[],
): (namespace: string) => readonly Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.namespace);
    if (group) group.push(item);
    else groups.set(item.namespace, [item]);
  }
  return (namespace) => groups.get(namespace) ?? [];
}

/** Remembers what is computed for a pod and a side of it. */
function perPod<Side extends string, Result>(
  compute: (pod: PodEndpoint, side: Side) => Result,
): (pod: PodEndpoint, side: Side) => Result {
  const known = new Map<Side, Result[]>();
  return (pod, side) => {
    let results = known.get(side);
    if (!results) {
      results = [];
      known.set(side, results);
    }
    const before = results[pod.index];
    if (before !== undefined) return before;
    const result = compute(pod, side);
    results[pod.index] = result;
    return result;
  };
}

function nodesByAddress(inventory: Inventory): Map<string, Readonly<Record<string, string>>> {
  const nodes = new Map<string, Readonly<Record<string, string>>>();
  for (const fact of inventory.ofKind("Node")) {
    for (const { value } of mapsAt(fact.data, "addresses")) {
      const address = parseAddress(stringAt(value, "address") ?? "");
      if (address) nodes.set(keyOf(address), fact.labels);
    }
  }
  return nodes;
}

/** The first pod that has an address of its own. */
function podsByAddress(pods: readonly PodEndpoint[]): Map<string, PodEndpoint> {
  const found = new Map<string, PodEndpoint>();
  for (const pod of pods) {
    if (pod.hostNetwork) continue;
    for (const address of pod.addresses) {
      const key = keyOf(address);
      if (!found.has(key)) found.set(key, pod);
    }
  }
  return found;
}

function keyOf(address: Address): string {
  return address.bytes.join(".");
}
