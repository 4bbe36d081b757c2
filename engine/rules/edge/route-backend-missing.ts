import type { Inventory } from "../../inventory/inventory";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import { servicePortItem, servicesOf } from "./backends";
import { ROUTE_KINDS } from "./route-kinds";

/** Source: Gateway API `BackendRef` and `ReferenceGrant`. */
export const routeBackendMissing = defineInventoryRule({
  id: "edge/route-backend-missing",
  title: "Gateway route sends requests to a backend that it cannot have",
  severity: "medium",
  why: "The gateway answers 500 for a backend that does not exist or is not granted, while every pod is healthy. Whoever may create the missing Service receives the traffic.",
  remediation: "Name a Service and one of its ports; grant references across namespaces by a ReferenceGrant.",
  equivalents: { kubescape: ["C-0302"] },
  controls: ["gateway-route-backend-missing-x"],
  since: "0.1.0",
  appliesTo: [...ROUTE_KINDS, "Service", "gateway.networking.k8s.io/ReferenceGrant"],
  eachNamespace: true,
  check({ inventory, report }) {
    const find = servicesOf(inventory);
    for (const kind of ROUTE_KINDS) {
      for (const fact of inventory.ofKind(kind)) {
        for (const rule of mapsAt(fact.data, "spec", "rules")) {
          for (const { index, value } of mapsAt(rule.value, "backendRefs")) {
            const name = stringAt(value, "name");
            const isService =
              (stringAt(value, "group") ?? "") === "" && (stringAt(value, "kind") ?? "Service") === "Service";
            if (!isService || name === undefined) continue;
            const own = effectiveNamespace(fact.namespace);
            const namespace = stringAt(value, "namespace") ?? own;
            const path = ["spec", "rules", rule.index, "backendRefs", index];
            const service = find(namespace, name);
            if (!service) {
              if (inventory.closed && (namespace === own || holdsNamespace(inventory, namespace)))
                report(fact, {
                  path: [...path, "name"],
                  message: `Service "${name}" does not exist in namespace ${namespace}`,
                });
              continue;
            }
            const port = numberAt(value, "port");
            if (port !== undefined && !servicePortItem(service, port)) {
              report(fact, {
                path: [...path, "port"],
                message: `Service "${name}" has no port ${port}`,
                related: [{ fact: service, path: ["spec", "ports"], message: "the ports of the Service" }],
              });
            }
            const routeKind = kind.slice(kind.indexOf("/") + 1);
            if (
              namespace !== own &&
              inventory.closed &&
              !isGranted(inventory, routeKind, own, namespace, name)
            ) {
              report(fact, {
                path: [...path, "namespace"],
                message: `no ReferenceGrant of namespace ${namespace} lets ${routeKind}s of ${own} use Service "${name}"`,
              });
            }
          }
        }
      }
    }
  },
});

function holdsNamespace(inventory: Inventory, namespace: string): boolean {
  return inventory.whole.facts.some((fact) => fact.namespace === namespace);
}

function isGranted(inventory: Inventory, kind: string, from: string, to: string, name: string): boolean {
  return inventory.whole
    .inNamespace("gateway.networking.k8s.io/ReferenceGrant", to)
    .some(
      (grant) =>
        mapsAt(grant.data, "spec", "from").some(
          ({ value }) => stringAt(value, "kind") === kind && stringAt(value, "namespace") === from,
        ) &&
        mapsAt(grant.data, "spec", "to").some(
          ({ value }) => stringAt(value, "kind") === "Service" && (stringAt(value, "name") ?? name) === name,
        ),
    );
}
