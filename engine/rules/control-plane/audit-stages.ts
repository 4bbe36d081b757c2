import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, remove } from "../../fixes/change";
import { listAt, mapsAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 3.2.2. */
export const auditStages = defineConfigurationRule({
  id: "control-plane/audit-stages",
  title: "Audit log leaves out the outcome",
  severity: "medium",
  why: "Without the stage `ResponseComplete` the log shows what was asked but not whether it was allowed and done.",
  remediation: "Omit `RequestReceived` alone.",
  standards: { cis: ["3.2.2"], nsa: ["audit-logging"], mitre: ["T1562"], owasp: ["K05"] },
  controls: ["audit-policy-content-covers-key-concerns"],
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.auditPolicy],
  check({ configuration, report }) {
    const places = [[], ...mapsAt(configuration.object, "rules").map(({ index }) => ["rules", index])];
    for (const base of places) {
      for (const [index, stage] of listAt(configuration.object, ...base, "omitStages").entries()) {
        if (stage !== "ResponseComplete") continue;
        const path = [...base, "omitStages", index];
        const changes = configuration.edit([remove(path)]);
        report({
          ...configuration.place(path),
          message:
            "the stage ResponseComplete is left out: the log does not show whether a request was allowed and done",
          fixes: changes.length > 0 ? [fix("unsafe", "Log the outcome", ...changes)] : [],
        });
      }
    }
  },
});
