import { stringAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import { servicePortItem, servicesOf } from "./backends";
import { ingressBackends } from "./ingress-backends";

/** Source: networking/v1 `IngressBackend`; the first two causes of a 502 or 503 while pods are healthy. */
export const ingressBackendMissing = defineInventoryRule({
  id: "edge/ingress-backend-missing",
  title: "Ingress sends requests to a Service or port that does not exist",
  severity: "medium",
  why: "The controller answers 502 or 503 while every pod is healthy. Whoever may create the missing Service later receives the traffic.",
  remediation: "Name a Service of the Ingress' own namespace and one of its ports.",
  equivalents: {
    "kube-linter": ["dangling-ingress"],
    kubescape: ["C-0298"],
    "kube-score": ["ingress-targets-service"],
    popeye: ["1401", "1402"],
  },
  controls: ["ingress-missing-service-port-x"],
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/Ingress", "Service"],
  eachNamespace: true,
  check({ inventory, report }) {
    const find = servicesOf(inventory);
    for (const fact of inventory.ofKind("networking.k8s.io/Ingress")) {
      for (const { service: name, port, servicePath, portPath } of ingressBackends(fact)) {
        // The AWS controller reads an action of that name from an annotation instead.
        if (port === "use-annotation") continue;
        const service = find(effectiveNamespace(fact.namespace), name);
        if (!service) {
          if (inventory.closed)
            report(fact, {
              path: servicePath,
              message: `Service "${name}" does not exist in this namespace`,
            });
          continue;
        }
        if (stringAt(service.data, "spec", "type") === "ExternalName" || port === undefined) continue;
        if (servicePortItem(service, port)) continue;
        report(fact, {
          path: portPath,
          message: `Service "${name}" has no port ${typeof port === "number" ? port : `"${port}"`}`,
          related: [{ fact: service, path: ["spec", "ports"], message: "the ports of the Service" }],
        });
      }
    }
  },
});
