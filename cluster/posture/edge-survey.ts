import type { Inventory } from "../../engine/inventory/inventory";
import type { JsonObject } from "../../engine/json";
import { hasMap, mapsAt, stringAt, stringsAt } from "../../engine/kubernetes/fields";
import { groupKind, type Resource, resourcesOf } from "../../engine/kubernetes/resource";
import { hostCoveredBy, isChallengeSolver } from "../../engine/rules/edge/ingress";
import { ingressBackends } from "../../engine/rules/edge/ingress-backends";
import { isInInventory } from "../../engine/rules/edge/inventory-of-hosts";
import { hasTlsElsewhere } from "../../engine/rules/edge/tls-elsewhere";
import type { RuleOptions } from "../../engine/rules/rule";

/** A host that is served at the edge. */
export interface EdgeSurvey {
  readonly from: string;
  readonly host: string;
  readonly tls: boolean;
  readonly backends: readonly string[];
  /** Whether the configuration's inventory names it; absent where there is none. */
  readonly listed?: boolean;
}

interface Served {
  readonly hosts: readonly string[];
  tls(host: string): boolean;
  readonly backends: readonly string[];
}

type Reader = (resource: Resource, inventory: Inventory, options: RuleOptions) => Served | undefined;

const ROUTE: Reader = ({ object, namespace }, inventory) => ({
  hosts: stringsAt(object, "spec", "hostnames"),
  backends: mapsAt(object, "spec", "rules").flatMap(({ value }) => namesAt(value, "backendRefs", "name")),
  tls: () =>
    mapsAt(object, "spec", "parentRefs").some(({ value }) => {
      const place = stringAt(value, "namespace") ?? namespace;
      const gateway = inventory.find(GATEWAY, place, stringAt(value, "name") ?? "");
      const section = stringAt(value, "sectionName");
      return mapsAt(gateway?.data, "spec", "listeners").some(
        ({ value: listener }) =>
          (section === undefined || stringAt(listener, "name") === section) &&
          ["HTTPS", "TLS"].includes(stringAt(listener, "protocol") ?? ""),
      );
    }),
});
const GATEWAY = "gateway.networking.k8s.io/Gateway";

/** How each kind says which hosts it serves. */
const READERS: Readonly<Record<string, Reader>> = {
  "networking.k8s.io/Ingress"(resource, inventory, options) {
    const { object, namespace, name } = resource;
    // It lives for a minute, and serves nobody but the certificate authority.
    if (isChallengeSolver(resource)) return undefined;
    const fact = inventory.find("networking.k8s.io/Ingress", namespace, name ?? "");
    const entries = mapsAt(object, "spec", "tls").map(({ value }) => stringsAt(value, "hosts"));
    return {
      hosts: mapsAt(object, "spec", "rules").flatMap(({ value }) => stringAt(value, "host") ?? "*"),
      backends: fact ? ingressBackends(fact).map(({ service }) => service) : [],
      tls: (host) =>
        hasTlsElsewhere(resource, options) ||
        entries.some((hosts) => hosts.length === 0 || hosts.some((each) => hostCoveredBy(host, each))),
    };
  },
  "gateway.networking.k8s.io/HTTPRoute": ROUTE,
  "gateway.networking.k8s.io/GRPCRoute": ROUTE,
  "gateway.networking.k8s.io/TLSRoute": (resource, inventory, options) => {
    const served = ROUTE(resource, inventory, options);
    return served && { ...served, tls: () => true };
  },
  "route.openshift.io/Route": ({ object }) => ({
    hosts: [stringAt(object, "spec", "host") ?? "*"],
    backends: [stringAt(object, "spec", "to", "name") ?? ""].filter((name) => name !== ""),
    tls: () => hasMap(object, "spec", "tls"),
  }),
  "traefik.io/IngressRoute": ({ object }) => ({
    hosts: mapsAt(object, "spec", "routes").flatMap(({ value }) =>
      [...(stringAt(value, "match") ?? "").matchAll(/\bHost\(`([^`]+)`/g)].flatMap(([, host]) => host ?? []),
    ),
    backends: mapsAt(object, "spec", "routes").flatMap(({ value }) => namesAt(value, "services", "name")),
    tls: () => hasMap(object, "spec", "tls"),
  }),
  "networking.istio.io/VirtualService"({ object, namespace }, inventory) {
    const gateways = stringsAt(object, "spec", "gateways").filter((each) => each !== "mesh");
    // Without a gateway it is for the mesh alone.
    if (gateways.length === 0) return undefined;
    return {
      hosts: stringsAt(object, "spec", "hosts"),
      backends: mapsAt(object, "spec", "http").flatMap(({ value }) =>
        mapsAt(value, "route").flatMap(({ value: route }) => stringAt(route, "destination", "host") ?? []),
      ),
      tls: () =>
        gateways.some((each) => {
          const [name = "", place = namespace] = each.split("/").reverse();
          const gateway = inventory.find("networking.istio.io/Gateway", place, name);
          return mapsAt(gateway?.data, "spec", "servers").some(({ value }) => hasMap(value, "tls"));
        }),
    };
  },
};

/** What is served at the edge, by host: Ingresses and routes of Gateway API, OpenShift, Traefik and Istio. */
export function edgeSurvey(
  objects: readonly JsonObject[],
  inventory: Inventory,
  options: RuleOptions,
): EdgeSurvey[] {
  const listed = (host: string) =>
    options.ingressInventory === undefined ? {} : { listed: isInInventory(host, options.ingressInventory) };
  return objects
    .flatMap((object) => resourcesOf(object))
    .flatMap((resource) => {
      const served = READERS[groupKind(resource)]?.(resource, inventory, options);
      if (!served) return [];
      const hosts = served.hosts.length > 0 ? served.hosts : ["*"];
      return [...new Set(hosts)].map((host) => ({
        from: `${resource.kind} ${resource.namespace ?? "default"}/${resource.name}`,
        host,
        tls: options.tlsTerminatedBy !== undefined || served.tls(host),
        backends: [...new Set(served.backends)].sort(),
        ...listed(host),
      }));
    })
    .sort((a, b) => (`${a.host} ${a.from}` < `${b.host} ${b.from}` ? -1 : 1));
}

function namesAt(value: JsonObject, list: string, field: string): string[] {
  return mapsAt(value, list).flatMap(({ value: item }) => stringAt(item, field) ?? []);
}
