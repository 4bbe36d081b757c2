import type { Inventory } from "../inventory/inventory";
import { memoOf, sameItems } from "../inventory/tracked-inventory";
import type { JsonValue } from "../json";
import { mapsAt, stringAt } from "../kubernetes/fields";
import { indexByLabels } from "../kubernetes/selector-index";
import { type Address, parseAddress, parseCidr } from "./address";
import { ADMIN_POLICY_KINDS, type AdminPolicy, compileAdminPolicy, type Tier } from "./admin-policy";
import {
  type AddressEndpoint,
  type Endpoint,
  effectiveNamespace,
  endpointsOf,
  type NamedPort,
  namespaceLabels,
  nodeLabels,
  type PodEndpoint,
  RUNNING_KINDS,
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
  /** Every pod in sight, in file order; in a view from a namespace, those of the namespace. */
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

/**
 * The network of a scope, or that of one namespace in it: then `pods` and `policies` are those of the namespace, and
 * questions are answered all the same for the whole scope. What is worked out is remembered namespace by namespace, so
 * that whoever asks about a pod depends on what lies beside it and on policies of the whole cluster.
 */
export function networkOf(inventory: Inventory): Network {
  const { whole, view } = inventory;
  const spaceOf = (namespace: string) => spaces(whole, namespace);

  const imagine: Network["imagine"] = (namespace, labels, ports = []) => ({
    kind: "pod",
    namespace,
    namespaceLabels: namespaceLabels(whole)(namespace),
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
    if (!isSingle) return { kind: "address", name: text, block, nodeLabels: undefined };
    const key = keyOf(block.base);
    const pod = podByAddress(whole).get(key);
    return (
      pod ??
      ({
        kind: "address",
        name: text,
        block,
        nodeLabels: nodesByAddress(whole).get(key),
      } satisfies AddressEndpoint)
    );
  };

  return {
    get pods() {
      return view === undefined ? allPods(whole) : spaceOf(view).pods;
    },
    podsIn: (namespace) => spaceOf(namespace).pods,
    selectedBy: (namespace, selector) => spaceOf(namespace).selectedBy(selector),
    get policies() {
      return view === undefined
        ? whole.ofKind(NETWORK_POLICY).map(compileNetworkPolicy)
        : spaceOf(view).policies;
    },
    policiesIn: (namespace) => spaceOf(namespace).policies,
    get adminPolicies() {
      return clusterPolicies(whole).adminPolicies;
    },
    get foreignPolicies() {
      return clusterPolicies(whole).foreignPolicies;
    },
    imagine,
    find(reference) {
      if ("ip" in reference) return findAddress(reference.ip);
      if ("labels" in reference) return imagine(reference.namespace, reference.labels);
      const { namespace, pod: name, kind } = reference;
      return spaceOf(namespace).pods.find(
        (pod) =>
          pod.name === name && (kind === undefined || pod.fact?.groupKind.replace(/^.*\//, "") === kind),
      );
    },
    isolating: (pod, direction) => spaceOf(pod.namespace).isolating(pod, direction),
    adminOf: (pod, tier) => clusterPolicies(whole).adminOf(pod, tier),
    foreignOf: (pod) => clusterPolicies(whole).foreignOf(pod, "all"),
  };
}

/** The pods of a namespace that a plain map selector selects, as a Service has it; in file order. */
export function selectedPods(
  inventory: Inventory,
  namespace: string,
  selector: JsonValue | undefined,
): readonly PodEndpoint[] {
  return spaces(inventory.whole, namespace).selectedBy(selector);
}

const NETWORK_POLICY = "networking.k8s.io/NetworkPolicy";

/** What a namespace holds, ready to be asked. */
interface Space {
  readonly pods: readonly PodEndpoint[];
  readonly policies: readonly NetworkPolicy[];
  selectedBy(selector: JsonValue | undefined): readonly PodEndpoint[];
  isolating(pod: PodEndpoint, direction: Direction): readonly NetworkPolicy[];
}

const spaces = memoOf((inventory, namespace: string): Space => {
  const { whole } = inventory;
  const nodes = nodeLabels(whole);
  const labels = namespaceLabels(whole)(namespace);
  const pods = whole
    .kindsInNamespace(RUNNING_KINDS, namespace)
    .flatMap((fact) => endpointsOf(fact, labels, nodes));
  const policies = whole.inNamespace(NETWORK_POLICY, namespace).map(compileNetworkPolicy);
  let withLabels: ReturnType<typeof indexByLabels<PodEndpoint>> | undefined;
  return {
    pods,
    policies,
    selectedBy(selector) {
      withLabels ??= indexByLabels(pods, (pod) => pod.labels);
      return withLabels(selector);
    },
    isolating: perPod((pod, direction: Direction) =>
      policies.length === 0
        ? NO_POLICIES
        : policies.filter((policy) => policy.rules[direction] !== undefined && policy.selects(pod)),
    ),
  };
});

const NO_POLICIES: readonly NetworkPolicy[] = [];

const allPods = memoOf((inventory): readonly PodEndpoint[] => {
  const nodes = nodeLabels(inventory);
  const labelsOf = namespaceLabels(inventory);
  const labels = new Map<string, ReturnType<typeof labelsOf>>();
  const pods: PodEndpoint[] = [];
  for (const fact of inventory.ofKinds(RUNNING_KINDS)) {
    const namespace = effectiveNamespace(fact.namespace);
    const own = labels.get(namespace) ?? labelsOf(namespace);
    labels.set(namespace, own);
    pods.push(...endpointsOf(fact, own, nodes));
  }
  return pods;
});

/** The policies that are not bound to a namespace, ready to be asked. */
const clusterPolicies = memoOf((inventory) => {
  const adminPolicies = ADMIN_POLICY_KINDS.flatMap((kind) => inventory.ofKind(kind))
    .map(compileAdminPolicy)
    .sort((a, b) => a.priority - b.priority);
  const foreignPolicies = Object.keys(FOREIGN_POLICY_KINDS)
    .flatMap((kind) => inventory.ofKind(kind))
    .map(compileForeignPolicy);
  return {
    adminPolicies,
    foreignPolicies,
    adminOf: perPod((pod, tier: Tier) =>
      adminPolicies.filter((policy) => policy.tier === tier && policy.selects(pod)),
    ),
    foreignOf: perPod((pod, _side: "all") => foreignPolicies.filter((policy) => policy.selects(pod))),
  };
});

/** Remembers what is computed for a pod and a side of it. */
function perPod<Side extends string, Result extends object>(
  compute: (pod: PodEndpoint, side: Side) => Result,
): (pod: PodEndpoint, side: Side) => Result {
  const known = new Map<Side, WeakMap<PodEndpoint, Result>>();
  return (pod, side) => {
    let results = known.get(side);
    if (!results) {
      results = new WeakMap();
      known.set(side, results);
    }
    const before = results.get(pod);
    if (before) return before;
    const result = compute(pod, side);
    results.set(pod, result);
    return result;
  };
}

const nodesByAddress = memoOf((inventory): ReadonlyMap<string, Readonly<Record<string, string>>> => {
  const nodes = new Map<string, Readonly<Record<string, string>>>();
  for (const fact of inventory.ofKind("Node")) {
    for (const { value } of mapsAt(fact.data, "addresses")) {
      const address = parseAddress(stringAt(value, "address") ?? "");
      if (address) nodes.set(keyOf(address), fact.labels);
    }
  }
  return nodes;
});

/** The pods of a namespace that have addresses of their own: only what runs has any. */
const addressedIn = memoOf(
  (inventory, namespace: string): readonly PodEndpoint[] =>
    spaces(inventory, namespace).pods.filter(
      ({ addresses, hostNetwork }) => addresses.length > 0 && !hostNetwork,
    ),
  sameItems,
);

const addressed = memoOf(
  (inventory): readonly PodEndpoint[] =>
    inventory.namespaces().flatMap((namespace) => addressedIn(inventory, namespace)),
  sameItems,
);

/** The first pod that has an address of its own. */
const podByAddress = memoOf((inventory): ReadonlyMap<string, PodEndpoint> => {
  const found = new Map<string, PodEndpoint>();
  for (const pod of addressed(inventory)) {
    for (const address of pod.addresses) {
      const key = keyOf(address);
      if (!found.has(key)) found.set(key, pod);
    }
  }
  return found;
});

function keyOf(address: Address): string {
  return address.bytes.join(".");
}
