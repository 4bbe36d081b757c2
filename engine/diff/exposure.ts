import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { mapsAt, stringAt, stringsAt } from "../kubernetes/fields";

/** What is reachable from outside the cluster, as sentences: hosts of Ingresses and routes, exposed Services. */
export function exposureOf(inventory: Inventory): ReadonlySet<string> {
  const exposed = new Set<string>();
  for (const fact of inventory.ofKind("networking.k8s.io/Ingress")) {
    for (const { value } of mapsAt(fact.data, "spec", "rules"))
      exposed.add(`host ${stringAt(value, "host") ?? "*"} through ${nameOf("Ingress", fact)}`);
  }
  for (const kind of ["HTTPRoute", "GRPCRoute", "TLSRoute"]) {
    for (const fact of inventory.ofKind(`gateway.networking.k8s.io/${kind}`)) {
      const hosts = stringsAt(fact.data, "spec", "hostnames");
      for (const host of hosts.length > 0 ? hosts : ["*"])
        exposed.add(`host ${host} through ${nameOf(kind, fact)}`);
    }
  }
  for (const fact of inventory.ofKind("Service")) {
    const type = stringAt(fact.data, "spec", "type");
    if (type === "LoadBalancer" || type === "NodePort") exposed.add(`${nameOf("Service", fact)} as ${type}`);
    for (const address of stringsAt(fact.data, "spec", "externalIPs"))
      exposed.add(`${nameOf("Service", fact)} at ${address}`);
  }
  return exposed;
}

function nameOf(kind: string, { namespace, name }: Fact): string {
  return `${kind} ${namespace ? `${namespace}/` : ""}${name ?? ""}`;
}
