import type { Inventory } from "../../inventory/inventory";
import { memoOf, sameItems } from "../../inventory/tracked-inventory";
import type { JsonValue } from "../../json";
import { mapsAt } from "../../kubernetes/fields";
import { labelSelectorMatches } from "../../kubernetes/selector";
import { type PodEndpoint, podsOf } from "../../network/endpoint";
import { type Network, networkOf } from "../../network/network";
import { connect } from "../../network/reaches";

/** Names of ingress and gateway controllers. */
export const INGRESS_CONTROLLERS =
  /ingress-nginx|nginx-ingress|ingress-azure|application-gateway-kubernetes-ingress|traefik|haproxy-ingress|kubernetes-ingress|contour|kong|emissary|apisix|istio-ingressgateway|envoy-gateway/;

/** Whether a client that is usually not in sight may connect to a pod. */
export interface ClientReach {
  readonly isDenied: boolean;
  /** The policies that isolate the pod. */
  readonly by: readonly { readonly name: string; readonly fact: PodEndpoint["fact"] }[];
}

const clientsFrom = memoOf(
  (inventory, pattern: RegExp): readonly PodEndpoint[] =>
    networkOf(inventory).pods.filter((pod) => isNamed(pod, pattern)),
  sameItems,
);

const clients = memoOf(
  (inventory, pattern: RegExp): readonly PodEndpoint[] =>
    inventory.namespaces().flatMap((namespace) => clientsFrom(inventory.within(namespace), pattern)),
  sameItems,
);

/** The workloads in sight whose names, labels or images a pattern fits. */
export function clientsIn(inventory: Inventory, pattern: RegExp): readonly PodEndpoint[] {
  return clients(inventory.whole, pattern);
}

/** By the workload: its names never change. */
const namedBy = new WeakMap<RegExp, WeakMap<PodEndpoint, boolean>>();

function isNamed(pod: PodEndpoint, pattern: RegExp): boolean {
  const known = namedBy.get(pattern) ?? new WeakMap<PodEndpoint, boolean>();
  namedBy.set(pattern, known);
  const isMeant = known.get(pod) ?? namesOf(pod).some((name) => pattern.test(name));
  known.set(pod, isMeant);
  return isMeant;
}

/**
 * Whether an infrastructure client (an ingress controller, a metrics scraper) is shut out of a pod's port. Where the
 * client is in sight it is asked for itself; else it is shut out where every rule for the port admits pods of the own
 * namespace alone, which such a client is not.
 *
 * @param clients the client's workloads in sight; see {@link clientsIn}
 */
export function clientReach(
  inventory: Inventory,
  pod: PodEndpoint,
  port: number,
  clients: readonly PodEndpoint[],
): ClientReach {
  const network = networkOf(inventory);
  const isolating = network.isolating(pod, "ingress");
  const by = isolating.map(({ name, fact }) => ({ name, fact }));
  const destination = { endpoint: pod, port, protocol: "TCP" as const };
  if (clients.length > 0)
    return {
      isDenied: clients.every((client) => connect(network, client, destination).answer === "denied"),
      by,
    };
  if (isolating.length === 0 || network.foreignOf(pod).length > 0) return { isDenied: false, by };
  const admitsStranger = isolating.some(({ fact, rules }) =>
    mapsAt(fact.data, "spec", "ingress").some(({ value }, position) => {
      if (!rules.ingress?.[position]?.ports(destination)) return false;
      const peers = mapsAt(value, "from");
      return (
        peers.length === 0 ||
        peers.some(
          (peer) => peer.value.ipBlock !== undefined || peer.value.namespaceSelector !== undefined,
        ) ||
        peers.some((peer) => !matchesSomething(network, pod.namespace, peer.value.podSelector))
      );
    }),
  );
  return { isDenied: !admitsStranger, by };
}

/** A selector for pods that are not in sight may mean the client itself, deployed into this namespace. */
function matchesSomething(network: Network, namespace: string, selector: JsonValue | undefined): boolean {
  return network.podsIn(namespace).some((pod) => labelSelectorMatches(selector ?? {}, pod.labels));
}

function namesOf(pod: PodEndpoint): string[] {
  const images = pod.fact
    ? podsOf(pod.fact).flatMap((each) => each.containers.map(({ image }) => image ?? ""))
    : [];
  return [pod.name, pod.labels["app.kubernetes.io/name"] ?? "", pod.labels.app ?? "", ...images];
}
