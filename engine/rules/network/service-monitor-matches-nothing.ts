import type { Fact } from "../../inventory/fact";
import { booleanAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";
import { monitoredServices } from "./monitored-services";

/** Source: prometheus-operator API, `ServiceMonitorSpec`: it selects Services by their labels, ports by name. */
export const serviceMonitorMatchesNothing = defineInventoryRule({
  id: "network/service-monitor-matches-nothing",
  title: "ServiceMonitor finds no Service or port to scrape",
  severity: "low",
  why: "Nothing is scraped, and nothing says so: alerts on absent series stay silent. A monitor selects the labels of the Service itself, not those of its pods.",
  remediation: "Select the labels in the Service's own metadata, and name one of its ports.",
  equivalents: { "kube-linter": ["dangling-servicemonitor"] },
  controls: ["servicemonitor-matches-no-service-x"],
  since: "0.1.0",
  appliesTo: ["monitoring.coreos.com/ServiceMonitor", "Service"],
  check({ inventory, report }) {
    for (const fact of inventory.ofKind("monitoring.coreos.com/ServiceMonitor")) {
      const services = monitoredServices(fact, inventory.ofKind("Service"));
      if (services.length === 0) {
        const isElsewhere =
          booleanAt(fact.data, "spec", "namespaceSelector", "any") === true ||
          stringsAt(fact.data, "spec", "namespaceSelector", "matchNames").length > 0;
        if (inventory.closed && !isElsewhere)
          report(fact, {
            path: ["spec", "selector"],
            message: "no Service of its namespace has these labels",
          });
        continue;
      }
      for (const { index, value } of mapsAt(fact.data, "spec", "endpoints")) {
        const port = stringAt(value, "port");
        if (port === undefined || services.some((service) => hasPort(service, port))) continue;
        report(fact, {
          path: ["spec", "endpoints", index, "port"],
          message: `no Service that it selects has a port named "${port}"`,
          related: services.map((service) => ({
            fact: service,
            path: ["spec", "ports"],
            message: "its ports",
          })),
        });
      }
    }
  },
});

function hasPort(service: Fact, name: string): boolean {
  return mapsAt(service.data, "spec", "ports").some(({ value }) => stringAt(value, "name") === name);
}
