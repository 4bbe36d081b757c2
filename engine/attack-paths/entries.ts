import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { isObject, type Path } from "../json";
import { mapsAt, numberAt, stringAt, stringsAt } from "../kubernetes/fields";
import { effectiveNamespace, type PodEndpoint, type Protocol } from "../network/endpoint";
import { networkOf } from "../network/network";
import { connect } from "../network/reaches";
import {
  type FindService,
  podPort,
  podsOfService,
  servicePortItem,
  servicesOf,
} from "../rules/edge/backends";
import { clientReach, clientsIn, INGRESS_CONTROLLERS } from "../rules/edge/controller-reach";
import { ingressBackends } from "../rules/edge/ingress-backends";
import { isRestrictedLoadBalancer } from "../rules/edge/load-balancer";
import { ROUTE_KINDS } from "../rules/edge/route-kinds";

/** A way from the Internet to a port of a pod that no policy closes. */
export interface Entry {
  readonly pod: PodEndpoint;
  readonly port: number;
  /** The resource that opens it, and where it does. */
  readonly fact: Fact;
  readonly path: Path;
  /** The Service between; the same fact where it opens the way itself. */
  readonly service: Fact;
}

/** A Service that something publishes. */
interface Published {
  readonly fact: Fact;
  readonly path: Path;
  readonly service: Fact;
  /** The Service's ports in question; `undefined` for all. */
  readonly port: number | string | undefined;
  /** Through a controller inside or before the cluster, or from addresses of the Internet. */
  readonly by: "controller" | "address";
}

/** Annotations that keep an Ingress inside the network. */
const PRIVATE: readonly (readonly [string, string])[] = [
  ["appgw.ingress.kubernetes.io/use-private-ip", "true"],
  ["alb.ingress.kubernetes.io/scheme", "internal"],
  ["kubernetes.io/ingress.class", "gce-internal"],
];

/** An address of the Internet (RFC 5737), and those that a node may put in its place. */
const INTERNET = "198.51.100.1";
const NODES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/**
 * The ways from the Internet to pods: Ingress, routes of the Gateway API, Istio and OpenShift, LoadBalancer, NodePort. What is kept
 * inside the network by its own annotations, or shut out by NetworkPolicies, is none.
 */
export function entriesOf(inventory: Inventory): Entry[] {
  const controllers = clientsIn(inventory, INGRESS_CONTROLLERS);
  return published(inventory).flatMap(({ fact, path, service, port, by }) => {
    const items =
      port === undefined
        ? mapsAt(service.data, "spec", "ports").map(({ value }) => value)
        : [servicePortItem(service, port)].filter((item) => item !== undefined);
    return podsOfService(inventory, service).flatMap((pod) =>
      items.flatMap((item): Entry[] => {
        const number = podPort(item, pod);
        if (number === undefined) return [];
        const protocol = (stringAt(item, "protocol") ?? "TCP") as Protocol;
        const isClosed =
          by === "controller"
            ? clientReach(inventory, pod, number, controllers).isDenied
            : isClosedToAddresses(inventory, service, pod, number, protocol);
        return isClosed ? [] : [{ pod, port: number, fact, path, service }];
      }),
    );
  });
}

function isClosedToAddresses(
  inventory: Inventory,
  service: Fact,
  pod: PodEndpoint,
  port: number,
  protocol: Protocol,
): boolean {
  const network = networkOf(inventory);
  // Unless traffic stays on its node, the pod sees the node's address.
  const isLocal = stringAt(service.data, "spec", "externalTrafficPolicy") === "Local";
  return [INTERNET, ...(isLocal ? [] : NODES)].every((ip) => {
    const from = network.find({ ip });
    return (
      from !== undefined && connect(network, from, { endpoint: pod, port, protocol }).answer === "denied"
    );
  });
}

function published(inventory: Inventory): Published[] {
  const find = servicesOf(inventory);
  return [
    ...inventory.ofKind("networking.k8s.io/Ingress").flatMap((fact) => {
      const className = stringAt(fact.data, "spec", "ingressClassName") ?? "";
      if (
        /internal|private/.test(className) ||
        PRIVATE.some(([key, value]) => fact.annotations[key] === value)
      )
        return [];
      return ingressBackends(fact).flatMap(({ service: name, servicePath, port }): Published[] => {
        const service = find(effectiveNamespace(fact.namespace), name);
        return service ? [{ fact, path: servicePath, service, port, by: "controller" }] : [];
      });
    }),
    ...ROUTE_KINDS.flatMap((kind) =>
      inventory
        .ofKind(kind)
        .flatMap((fact) => (isPublicRoute(inventory, fact) ? routeBackends(fact, find) : [])),
    ),
    ...inventory.ofKind("networking.istio.io/VirtualService").flatMap((fact) => istioBackends(fact, find)),
    ...inventory.ofKind("route.openshift.io/Route").flatMap((fact): Published[] => {
      const service = find(
        effectiveNamespace(fact.namespace),
        stringAt(fact.data, "spec", "to", "name") ?? "",
      );
      return service
        ? [{ fact, path: ["spec", "to", "name"], service, port: undefined, by: "controller" }]
        : [];
    }),
    ...inventory
      .ofKind("Service")
      .filter(isOpen)
      .map((service): Published => {
        return { fact: service, path: ["spec", "type"], service, port: undefined, by: "address" };
      }),
  ];
}

const openServices = new WeakMap<Fact, boolean>();

/** Whether a Service has an address of its own that is not kept to some senders. */
function isOpen(service: Fact): boolean {
  const known = openServices.get(service);
  if (known !== undefined) return known;
  const type = stringAt(service.data, "spec", "type");
  const answer =
    type === "NodePort" ||
    (type === "LoadBalancer" &&
      !isRestrictedLoadBalancer({
        annotations: service.annotations,
        object: isObject(service.data) ? service.data : {},
      }));
  openServices.set(service, answer);
  return answer;
}

/** A route of a mesh hangs on a Service and is reached from inside alone; so is one of an internal Gateway. */
function isPublicRoute(inventory: Inventory, route: Fact): boolean {
  const parents = mapsAt(route.data, "spec", "parentRefs").filter(
    ({ value }) => (stringAt(value, "kind") ?? "Gateway") === "Gateway",
  );
  return parents.some(({ value }) => {
    const namespace = stringAt(value, "namespace") ?? route.namespace;
    const gateway = inventory.find(
      "gateway.networking.k8s.io/Gateway",
      namespace,
      stringAt(value, "name") ?? "",
    );
    return !/internal|private|rilb/.test(stringAt(gateway?.data, "spec", "gatewayClassName") ?? "");
  });
}

/** Without a gateway a VirtualService routes inside the mesh alone. */
function istioBackends(fact: Fact, find: FindService): Published[] {
  if (!stringsAt(fact.data, "spec", "gateways").some((gateway) => gateway !== "mesh")) return [];
  return ["http", "tcp", "tls"].flatMap((protocol) =>
    mapsAt(fact.data, "spec", protocol).flatMap((rule) =>
      mapsAt(rule.value, "route").flatMap(({ index, value }): Published[] => {
        const [name = "", namespace = effectiveNamespace(fact.namespace)] = (
          stringAt(value, "destination", "host") ?? ""
        ).split(".");
        const service = find(namespace, name);
        const path = ["spec", protocol, rule.index, "route", index, "destination", "host"];
        const port = numberAt(value, "destination", "port", "number");
        return service ? [{ fact, path, service, port, by: "controller" }] : [];
      }),
    ),
  );
}

function routeBackends(fact: Fact, find: FindService): Published[] {
  return mapsAt(fact.data, "spec", "rules").flatMap((rule) =>
    mapsAt(rule.value, "backendRefs").flatMap(({ index, value }): Published[] => {
      const namespace = stringAt(value, "namespace") ?? effectiveNamespace(fact.namespace);
      const service = find(namespace, stringAt(value, "name") ?? "");
      const path = ["spec", "rules", rule.index, "backendRefs", index, "name"];
      return service ? [{ fact, path, service, port: numberAt(value, "port"), by: "controller" }] : [];
    }),
  );
}
