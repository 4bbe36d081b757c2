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
  /** Unique within its network; a key for caches. */
  readonly index: number;
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
  readonly index: number;
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
 * whose manifest is not here.
 */
export function namespaceLabels(inventory: Inventory): (namespace: string) => Labels {
  const known = new Map(inventory.ofKind("Namespace").map((fact) => [fact.name, fact.labels]));
  return (namespace) => ({ ...known.get(namespace), "kubernetes.io/metadata.name": namespace });
}

const RUNNING: ReadonlySet<GroupKind> = new Set(WORKLOAD_KINDS.filter((kind) => kind !== "PodTemplate"));

/** The pods of every workload in sight, in file order. Templates that run nothing by themselves are left out. */
export function podEndpoints(inventory: Inventory): PodEndpoint[] {
  const labelsOf = namespaceLabels(inventory);
  const nodes = new Map(inventory.ofKind("Node").map((fact) => [fact.name, fact.labels]));
  let index = 0;
  return inventory.ofKinds(RUNNING).flatMap((fact) =>
    podsOf(fact).map((pod): PodEndpoint => {
      const namespace = effectiveNamespace(fact.namespace);
      return {
        kind: "pod",
        index: index++,
        namespace,
        namespaceLabels: labelsOf(namespace),
        name: fact.name ?? "",
        labels: pod.labels,
        ports: namedPorts(pod),
        addresses: pod.addresses.flatMap((text) => parseAddress(text) ?? []),
        hostNetwork: pod.hostNetwork,
        nodeLabels: pod.nodeName === null ? undefined : nodes.get(pod.nodeName),
        dnsPolicy: pod.dnsPolicy,
        nameservers: pod.nameservers,
        fact,
      };
    }),
  );
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
