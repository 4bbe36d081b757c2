import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, set } from "../../fixes/change";
import { booleanAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.1. */
export const anonymousConditions = defineConfigurationRule({
  id: "control-plane/anonymous-conditions",
  title: "Anonymous requests are let in everywhere",
  severity: "medium",
  why: "Anonymous requests that are not limited to health checks reach every endpoint: one careless binding needs no login at all.",
  remediation: "Name `/livez`, `/readyz` and `/healthz` in `anonymous.conditions`, or set `enabled: false`.",
  standards: { cis: ["1.2.1"], nsa: ["control-plane"], mitre: ["T1190"], owasp: ["K06"] },
  controls: ["anonymous-auth-false"],
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.authentication],
  check({ configuration, report }) {
    const { object } = configuration;
    if (booleanAt(object, "anonymous", "enabled") !== true) return;
    const conditions = mapsAt(object, "anonymous", "conditions");
    if (conditions.length === 0) {
      const changes = configuration.edit([
        set(
          ["anonymous", "conditions"],
          ["/livez", "/readyz", "/healthz"].map((path) => ({ path })),
        ),
      ]);
      report({
        ...configuration.place(["anonymous", "enabled"]),
        message: "anonymous requests are let in at every path",
        fixes:
          changes.length > 0
            ? [fix("harden", "Let anonymous requests in for health checks alone", ...changes)]
            : [],
      });
    }
    for (const { index, value } of conditions) {
      const path = stringAt(value, "path");
      if (path === undefined || HARMLESS.has(path)) continue;
      report({
        ...configuration.place(["anonymous", "conditions", index, "path"]),
        message: `anonymous requests are let in at ${path}, which is no health check`,
      });
    }
  },
});

const HARMLESS = new Set(["/livez", "/readyz", "/healthz", "/version"]);
