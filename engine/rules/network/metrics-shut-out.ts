import { mapsAt, stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";
import { podPort, podsOfService, servicePortItem } from "../edge/backends";
import { clientReach, clientsIn } from "../edge/controller-reach";
import { listNames } from "../list-names";
import { monitoredServices } from "./monitored-services";

/** Names of what collects metrics. */
const SCRAPERS = /prometheus|vmagent|otel-collector/;

/** Source: kubernetes.io "Network Policies"; prometheus-operator API. */
export const metricsShutOut = defineInventoryRule({
  id: "network/metrics-shut-out",
  title: "NetworkPolicies shut the metrics scraper out",
  severity: "medium",
  why: "The policies of the pods do not admit Prometheus, so metrics and the alerts on them stop when the policies are applied. The first incident after that goes unseen.",
  remediation: "Allow ingress to the metrics port from the monitoring namespace and its scraper.",
  standards: { nsa: ["network-policies", "audit-logging"] },
  since: "0.1.0",
  appliesTo: ["monitoring.coreos.com/ServiceMonitor", "Service", "networking.k8s.io/NetworkPolicy"],
  check({ inventory, report }) {
    const monitors = inventory.ofKind("monitoring.coreos.com/ServiceMonitor");
    if (monitors.length === 0) return;
    const scrapers = clientsIn(inventory, SCRAPERS);
    for (const fact of monitors) {
      const services = monitoredServices(fact, inventory.ofKind("Service"));
      for (const { index, value } of mapsAt(fact.data, "spec", "endpoints")) {
        const name = stringAt(value, "port");
        const blocked = services
          .flatMap((service) => {
            const item = servicePortItem(service, name);
            return item
              ? podsOfService(inventory, service).map((pod) => ({ pod, port: podPort(item, pod) }))
              : [];
          })
          .flatMap(({ pod, port }) => {
            if (port === undefined || pod.hostNetwork) return [];
            const reach = clientReach(inventory, pod, port, scrapers);
            return reach.isDenied ? [{ pod, port, by: reach.by }] : [];
          });
        const first = blocked[0];
        if (!first) continue;
        report(fact, {
          path: ["spec", "endpoints", index, "port"],
          message: `the scraper cannot reach port ${first.port} of ${listNames(blocked.map(({ pod }) => pod.name))}`,
          related: first.by.flatMap((each) =>
            each.fact ? [{ fact: each.fact, path: ["metadata", "name"], message: "isolates the pods" }] : [],
          ),
        });
      }
    }
  },
});
