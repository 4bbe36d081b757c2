import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { mapsAt, numberAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.9. */
export const eventRateLimitConfiguration = defineConfigurationRule({
  id: "control-plane/event-rate-limit-configuration",
  title: "Limits on events limit nothing",
  severity: "low",
  why: "Limits that the API server does not accept keep it from starting; without any, a flood of events fills etcd.",
  remediation: "Give at least one limit of type `Server` or `Namespace` with `qps` and `burst` above zero.",
  standards: { cis: ["1.2.9"], nsa: ["control-plane"], mitre: ["T1499"], owasp: ["K09"] },
  controls: ["eventratelimit-plugin"],
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.eventRateLimit],
  check({ configuration, report }) {
    const limits = mapsAt(configuration.object, "limits");
    if (limits.length === 0) {
      report({
        ...configuration.place(["limits"]),
        message: "no limit is given: the plugin EventRateLimit refuses this file",
      });
    }
    for (const { index, value } of limits) {
      for (const field of ["qps", "burst"]) {
        if ((numberAt(value, field) ?? 0) > 0) continue;
        report({
          ...configuration.place(["limits", index, field]),
          message: `${field} of this limit is not above zero: the plugin EventRateLimit refuses this file`,
        });
      }
    }
  },
});
