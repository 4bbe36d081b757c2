import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import { listNames } from "../list-names";
import { podPort, podsOfService, servicePortItem, servicesOf } from "./backends";
import { clientReach, clientsIn, INGRESS_CONTROLLERS } from "./controller-reach";
import { ingressBackends } from "./ingress-backends";

/** Source: kubernetes.io "Network Policies"; the sixth cause of a 502 while pods are healthy. */
export const ingressBackendUnreachable = defineInventoryRule({
  id: "edge/ingress-backend-unreachable",
  title: "NetworkPolicies shut the ingress controller out of a backend",
  severity: "high",
  why: "The controller runs in another namespace or outside the cluster, and the policies of the backend admit neither. Users get 502 or 504 while every pod is healthy.",
  remediation:
    "Allow ingress to the backend's port from the controller's namespace and pods, or from the addresses of the gateway outside.",
  standards: { nsa: ["network-policies"] },
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/Ingress", "Service", "networking.k8s.io/NetworkPolicy"],
  eachNamespace: true,
  check({ inventory, report }) {
    const find = servicesOf(inventory);
    const ingresses = inventory.ofKind("networking.k8s.io/Ingress");
    if (ingresses.length === 0) return;
    const controllers = clientsIn(inventory, INGRESS_CONTROLLERS);
    for (const fact of ingresses) {
      for (const backend of ingressBackends(fact)) {
        const service = find(effectiveNamespace(fact.namespace), backend.service);
        const item = service && servicePortItem(service, backend.port);
        if (!service || !item) continue;
        for (const pod of podsOfService(inventory, service)) {
          const port = podPort(item, pod);
          if (port === undefined || pod.hostNetwork) continue;
          const { isDenied, by } = clientReach(inventory, pod, port, controllers);
          if (!isDenied) continue;
          const names =
            by.length > 0 ? listNames(by.map(({ name }) => name)) : "the controller's own policies";
          report(fact, {
            path: backend.servicePath,
            message: `the ingress controller cannot reach port ${port} of ${pod.name}: ${names} admit${by.length === 1 ? "s" : ""} only others`,
            related: by.flatMap((each) =>
              each.fact
                ? [{ fact: each.fact, path: ["metadata", "name"], message: "isolates the backend" }]
                : [],
            ),
          });
          break;
        }
      }
    }
  },
});
