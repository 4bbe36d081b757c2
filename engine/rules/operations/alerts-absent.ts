import { mapsAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

const MONITORS = ["monitoring.coreos.com/ServiceMonitor", "monitoring.coreos.com/PodMonitor"];

/** Source: opinion. */
export const alertsAbsent = defineInventoryRule({
  id: "operations/alerts-absent",
  title: "Metrics are collected, but nothing alerts",
  severity: "low",
  why: "A sudden rise of load, errors or refused logins is on a graph that nobody looks at.",
  remediation: "Add a PrometheusRule with alerts, for resource use and for failed authentication.",
  standards: { nsa: ["audit-logging"], owasp: ["K05"] },
  opinion: true,
  since: "0.1.0",
  appliesTo: [...MONITORS, "monitoring.coreos.com/PrometheusRule"],
  needsClosedScope: true,
  check({ inventory, report }) {
    const [monitor] = MONITORS.flatMap((kind) => inventory.ofKind(kind));
    if (!monitor) return;
    const hasAlert = inventory
      .ofKind("monitoring.coreos.com/PrometheusRule")
      .some(({ data }) =>
        mapsAt(data, "spec", "groups").some(({ value }) =>
          mapsAt(value, "rules").some((each) => each.value.alert !== undefined),
        ),
      );
    if (!hasAlert)
      report(monitor, {
        path: ["metadata", "name"],
        message: "metrics are collected here, and no PrometheusRule in this scope alerts on any",
      });
  },
});
