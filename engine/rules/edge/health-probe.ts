import type { Fact } from "../../inventory/fact";
import { hasMap, mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { effectiveNamespace, type PodEndpoint, podsOf } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import { podPort, podsOfService, servicePortItem, servicesOf } from "./backends";
import { ingressBackends } from "./ingress-backends";

const PREFIX = "appgw.ingress.kubernetes.io";

/** Source: AGIC pkg/appgw/health_probes.go: it reads the probe of the container that declares the target port. */
export const healthProbe = defineInventoryRule({
  id: "edge/health-probe",
  title: "Application Gateway probes a path that nobody chose",
  severity: "low",
  why: "Without an HTTP probe on a declared port the controller infers nothing and asks the Ingress' own path. An application that answers 401 or 404 there is taken out, and users get 502 while the pods are healthy.",
  remediation:
    "Declare the container port with an `httpGet` readiness probe, or set `appgw.ingress.kubernetes.io/health-probe-path`.",
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/Ingress", "Service"],
  eachNamespace: true,
  check({ inventory, report }) {
    const find = servicesOf(inventory);
    for (const fact of inventory.ofKind("networking.k8s.io/Ingress")) {
      const name =
        stringAt(fact.data, "spec", "ingressClassName") ?? fact.annotations["kubernetes.io/ingress.class"];
      if (name !== "azure/application-gateway" && name !== "azure-application-gateway") continue;
      if (
        fact.annotations[`${PREFIX}/health-probe-path`] ||
        fact.annotations[`${PREFIX}/health-probe-status-codes`]
      )
        continue;
      for (const { service: serviceName, port, servicePath } of ingressBackends(fact)) {
        const service = find(effectiveNamespace(fact.namespace), serviceName);
        const item = service && servicePortItem(service, port);
        // The controller reads the first pod of the Service.
        const pod = service && podsOfService(inventory, service)[0];
        if (!service || !item || !pod) continue;
        const reason = uninferred(pod, podPort(item, pod));
        if (!reason) continue;
        report(fact, {
          path: servicePath,
          message: `${reason}, so Application Gateway probes ${fact.annotations[`${PREFIX}/backend-path-prefix`] ?? "the path of the Ingress"}`,
          related: relatedTo(pod.fact),
        });
      }
    }
  },
});

function uninferred(pod: PodEndpoint, port: number | undefined): string | undefined {
  const containers = pod.fact ? podsOf(pod.fact).flatMap((each) => each.containers) : [];
  const container = containers.find((each) =>
    mapsAt({ ports: [...each.ports] }, "ports").some(
      ({ value }) => numberAt(value, "containerPort") === port,
    ),
  );
  if (!container) return `no container of ${pod.name} declares port ${port ?? "?"}`;
  const hasHttp =
    hasMap(container.probes, "readinessProbe", "httpGet") ||
    hasMap(container.probes, "livenessProbe", "httpGet");
  return hasHttp ? undefined : `the container of ${pod.name} on port ${port} has no HTTP probe`;
}

function relatedTo(fact: Fact | undefined) {
  return fact ? [{ fact, path: ["metadata", "name"], message: "the backend" }] : [];
}
