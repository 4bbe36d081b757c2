import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import { listNames } from "../list-names";
import { podsOfService, servicesOf } from "./backends";
import { ingressBackends } from "./ingress-backends";
import { ROUTE_KINDS } from "./route-kinds";

/** Source: MITRE ATT&CK T1190; an inventory of what is reachable from outside, by whichever way. */
export const workloadExposed = defineInventoryRule({
  id: "edge/workload-exposed",
  title: "Workload is reachable from outside the cluster",
  severity: "low",
  why: "What faces the Internet is attacked first. This tells which workloads do, so that the list stays the one that was meant.",
  remediation:
    "Nothing where it is meant; otherwise remove the Ingress, route or Service type that publishes it.",
  opinion: true,
  standards: { mitre: ["T1190"] },
  equivalents: { kubescape: ["C-0256", "C-0266"], kics: ["69bbc5e3"] },
  controls: [
    "workload-exposed-via-service-ingress-x",
    "exposed-via-gateway-api-istio-gateway-x",
    "workload-exposed-through-mesh-gateway-x",
  ],
  since: "0.1.0",
  appliesTo: ["Service", "networking.k8s.io/Ingress", "networking.istio.io/VirtualService", ...ROUTE_KINDS],
  check({ inventory, report }) {
    const ways = new Map<Fact, Set<string>>();
    for (const { service, way } of published(inventory)) {
      for (const { fact } of podsOfService(inventory, service)) {
        if (!fact) continue;
        const known = ways.get(fact) ?? new Set();
        ways.set(fact, known.add(way));
      }
    }
    for (const [fact, names] of ways)
      report(fact, { path: ["metadata", "name"], message: `published by ${listNames([...names])}` });
  },
});

interface Published {
  readonly service: Fact;
  readonly way: string;
}

function published(inventory: Inventory): Published[] {
  const find = servicesOf(inventory);
  const named = (fact: Fact, kind: string, names: readonly (string | undefined)[]): Published[] =>
    names.flatMap((name) => {
      const service = name === undefined ? undefined : find(effectiveNamespace(fact.namespace), name);
      return service ? [{ service, way: `${kind} ${fact.name ?? ""}` }] : [];
    });
  return [
    ...inventory.ofKind("Service").flatMap((service) => {
      const type = stringAt(service.data, "spec", "type");
      return type === "LoadBalancer" || type === "NodePort"
        ? [{ service, way: `${type} ${service.name ?? ""}` }]
        : [];
    }),
    ...inventory.ofKind("networking.k8s.io/Ingress").flatMap((fact) =>
      named(
        fact,
        "Ingress",
        ingressBackends(fact).map(({ service }) => service),
      ),
    ),
    ...ROUTE_KINDS.flatMap((kind) =>
      inventory.ofKind(kind).flatMap((fact) =>
        named(
          fact,
          kind.slice(kind.indexOf("/") + 1),
          mapsAt(fact.data, "spec", "rules").flatMap(({ value }) =>
            mapsAt(value, "backendRefs").map((ref) => stringAt(ref.value, "name")),
          ),
        ),
      ),
    ),
    ...inventory.ofKind("networking.istio.io/VirtualService").flatMap((fact) => {
      // Without a gateway a VirtualService routes inside the mesh alone.
      const gateways = stringsAt(fact.data, "spec", "gateways").filter((name) => name !== "mesh");
      if (gateways.length === 0) return [];
      const hosts = mapsAt(fact.data, "spec", "http").flatMap(({ value }) =>
        mapsAt(value, "route").map((route) => stringAt(route.value, "destination", "host")?.split(".")[0]),
      );
      return named(fact, "VirtualService", hosts);
    }),
  ];
}
