import { addDefaultDeny, type PolicyType } from "../../fixes/default-deny";
import type { Fix } from "../../fixes/fix";
import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { clusterDnsOf } from "../../network/cluster-dns";
import { effectiveNamespace, type PodEndpoint } from "../../network/endpoint";
import { type Network, networkOf } from "../../network/network";
import type { Direction, NetworkPolicy } from "../../network/network-policy";

/** A namespace of a scope, with the pods that policies work on and its policies. */
export interface NamespaceView {
  readonly name: string;
  /** The name as written; `undefined` where the manifests leave it to a later tool. */
  readonly written: string | undefined;
  /** The Namespace's own fact, where it is in sight. */
  readonly fact: Fact | undefined;
  /** Pods in their own network, in file order. */
  readonly pods: readonly PodEndpoint[];
  readonly policies: readonly NetworkPolicy[];
}

/** The namespaces of a scope, in the order in which they appear; those of the cluster itself are left out. */
export function namespacesOf(inventory: Inventory): NamespaceView[] {
  const network = networkOf(inventory);
  const facts = new Map(inventory.ofKind("Namespace").map((fact) => [fact.name ?? "", fact]));
  const names = new Set([
    ...facts.keys(),
    ...network.pods.map(({ namespace }) => namespace),
    ...network.policies.map(({ namespace }) => namespace),
  ]);
  return [...names]
    .filter((name) => name !== "" && !name.startsWith("kube-"))
    .map((name) => {
      const pods = network.podsIn(name).filter((pod) => !pod.hostNetwork);
      const policies = network.policiesIn(name);
      const first = pods[0]?.fact ?? policies[0]?.fact;
      return {
        name,
        written: facts.has(name) ? name : first?.namespace,
        fact: facts.get(name),
        pods,
        policies,
      };
    });
}

/** Whether something closes a direction of a pod, or a network plugin's own policy may do so. */
export function isClosed(network: Network, pod: PodEndpoint, direction: Direction): boolean {
  return (
    network.isolating(pod, direction).length > 0 ||
    network.foreignOf(pod).length > 0 ||
    (["admin", "baseline"] as const).some((tier) =>
      network
        .adminOf(pod, tier)
        .some((policy) => policy.rules[direction].some(({ action }) => action === "deny")),
    )
  );
}

/** The directions that a rule judges, with their names in `policyTypes`. */
export const DIRECTIONS: readonly (readonly [Direction, PolicyType])[] = [
  ["ingress", "Ingress"],
  ["egress", "Egress"],
];

/**
 * The fix that closes a namespace, where nothing in sight tells that it would cut a connection at once: no Ingress,
 * route or monitor leads into it and no account of its pods has permissions that it would use at the API server.
 */
export function closeNamespace(
  inventory: Inventory,
  view: NamespaceView,
  types: readonly PolicyType[],
  clusterDns: string,
): Fix[] {
  const isUsed = CONSUMERS.some((kind) =>
    inventory.ofKind(kind).some((fact) => effectiveNamespace(fact.namespace) === view.name),
  );
  if (isUsed) return [];
  const taken = new Set(view.policies.map(({ fact }) => fact.name ?? ""));
  return [addDefaultDeny({ namespace: view.written, types, taken }, clusterDnsOf(clusterDns))];
}

const CONSUMERS: readonly string[] = [
  "networking.k8s.io/Ingress",
  "gateway.networking.k8s.io/HTTPRoute",
  "gateway.networking.k8s.io/GRPCRoute",
  "monitoring.coreos.com/ServiceMonitor",
  "monitoring.coreos.com/PodMonitor",
  "rbac.authorization.k8s.io/RoleBinding",
];
