import type { PodData } from "../inventory/extractors/workload";
import type { Fact } from "../inventory/fact";
import { effectiveNamespace, type Inventory } from "../inventory/inventory";

import { mapsAt, numberAt, stringAt } from "../kubernetes/fields";
import { WORKLOAD_KINDS } from "../kubernetes/pod-template";
import type { GroupKind } from "../kubernetes/resource";
import { type Address, type Cidr, parseAddress } from "./address";

export { effectiveNamespace };

type Labels = Readonly<Record<string, string>>;

/** A protocol that NetworkPolicies know. */
export type Protocol = "TCP" | "UDP" | "SCTP";

/** A port that a pod's containers declare under a name. */
export interface NamedPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** A pod as one end of a connection: the pods of a workload are one end, since they share their labels. */
export interface PodEndpoint {
  readonly kind: "pod";
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly name: string;
  readonly labels: Labels;
  readonly ports: readonly NamedPort[];
  /** Empty where the address is not known, which is so for everything that does not run. */
  readonly addresses: readonly Address[];
  readonly hostNetwork: boolean;
  /** The labels of its node, where both are in sight. */
  readonly nodeLabels: Labels | undefined;
  readonly dnsPolicy: string;
  readonly nameservers: readonly string[];
  /** The resource that declares it; `undefined` for a pod as it might be. */
  readonly fact: Fact | undefined;
}

/** An address or a block of them as one end of a connection: outside the cluster, or a node. */
export interface AddressEndpoint {
  readonly kind: "address";
  readonly name: string;
  /** A single address is a block of its whole length. */
  readonly block: Cidr;
  /** The node's labels where the address is a node's. */
  readonly nodeLabels: Labels | undefined;
}

/** Either end of a connection. */
export type Endpoint = PodEndpoint | AddressEndpoint;

/** How a reason names an end: `Deployment shop/api`, or the address. */
export function describeEndpoint(endpoint: Endpoint): string {
  if (endpoint.kind === "address") return endpoint.name;
  const kind = endpoint.fact ? endpoint.fact.groupKind.replace(/^.*\//, "") : "pod";
  return `${kind} ${endpoint.namespace}/${endpoint.name}`;
}

/**
 * The labels of every namespace in sight. The API server adds `kubernetes.io/metadata.name` to each, also to those
 * whose manifest is not here. The same object as long as the labels are.
 */
export function namespaceLabels(inventory: Inventory): (namespace: string) => Labels {
  return (namespace) => {
    const written = inventory.whole.inNamespace("Namespace", namespace).at(-1)?.labels ?? NO_LABELS;
    const known = labelsByName.get(written) ?? new Map<string, Labels>();
    labelsByName.set(written, known);
    const labels = known.get(namespace) ?? { ...written, "kubernetes.io/metadata.name": namespace };
    known.set(namespace, labels);
    return labels;
  };
}

const NO_LABELS: Labels = {};

const labelsByName = new WeakMap<Labels, Map<string, Labels>>();

/** The kinds that run pods; templates that run nothing by themselves are left out. */
export const RUNNING_KINDS: ReadonlySet<GroupKind> = new Set(
  WORKLOAD_KINDS.filter((kind) => kind !== "PodTemplate"),
);

/** The labels of the nodes in sight, by name. */
export function nodeLabels(inventory: Inventory): ReadonlyMap<string | undefined, Labels> {
  return new Map(inventory.ofKind("Node").map((fact) => [fact.name, fact.labels]));
}

interface KnownEndpoints {
  readonly namespaceLabels: Labels;
  readonly nodeLabels: readonly (Labels | undefined)[];
  readonly endpoints: readonly PodEndpoint[];
}

const endpointsByFact = new WeakMap<Fact, KnownEndpoints>();

/** The pods of a workload: the same objects as long as its namespace and nodes have the same labels. */
export function endpointsOf(
  fact: Fact,
  labels: Labels,
  nodes: ReadonlyMap<string | undefined, Labels>,
): readonly PodEndpoint[] {
  const pods = podsOf(fact);
  const ofNode = ({ nodeName }: PodData) => (nodeName === null ? undefined : nodes.get(nodeName));
  const known = endpointsByFact.get(fact);
  if (known?.namespaceLabels === labels && pods.every((pod, at) => known.nodeLabels[at] === ofNode(pod)))
    return known.endpoints;
  const endpoints = pods.map((pod): PodEndpoint => {
    return {
      kind: "pod",
      namespace: effectiveNamespace(fact.namespace),
      namespaceLabels: labels,
      name: fact.name ?? "",
      labels: pod.labels,
      ports: namedPorts(pod),
      addresses: pod.addresses.flatMap((text) => parseAddress(text) ?? []),
      hostNetwork: pod.hostNetwork,
      nodeLabels: ofNode(pod),
      dnsPolicy: pod.dnsPolicy,
      nameservers: pod.nameservers,
      fact,
    };
  });
  endpointsByFact.set(fact, { namespaceLabels: labels, nodeLabels: pods.map(ofNode), endpoints });
  return endpoints;
}

/** The pods of a workload's fact; the extractor keeps them under `pods`. */
export function podsOf(fact: Fact): readonly PodData[] {
  const pods = (fact.data as { pods?: unknown } | null)?.pods;
  // The extractor of workloads is the only one that writes this key.
  return Array.isArray(pods) ? (pods as PodData[]) : [];
}

function namedPorts(pod: PodData): NamedPort[] {
  return pod.containers.flatMap((container) =>
    mapsAt({ ports: [...container.ports] }, "ports").flatMap(({ value }) => {
      const name = stringAt(value, "name");
      const port = numberAt(value, "containerPort");
      return name && port !== undefined
        ? [{ name, port, protocol: stringAt(value, "protocol") ?? "TCP" }]
        : [];
    }),
  );
}
