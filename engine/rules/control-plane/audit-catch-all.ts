import { hasCatchAll } from "../../control-plane/audit-policy";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { append, fix } from "../../fixes/change";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 3.2.2. */
export const auditCatchAll = defineConfigurationRule({
  id: "control-plane/audit-catch-all",
  title: "Audit policy ends without a rule for the rest",
  severity: "medium",
  why: "What no rule is about is not logged: resources that are added later, and those that nobody thought of, leave no trace.",
  remediation: "End the rules with `- level: Metadata`.",
  standards: { cis: ["3.2.2"], nsa: ["audit-logging"], mitre: ["T1562"], owasp: ["K05"] },
  controls: ["audit-policy-content-covers-key-concerns"],
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.auditPolicy],
  check({ configuration, report }) {
    if (hasCatchAll(configuration.object)) return;
    const changes = configuration.edit([append(["rules"], { level: "Metadata" })]);
    report({
      ...configuration.place(["rules"], "key"),
      message: "no rule is about all requests: what the others leave out is not logged",
      fixes:
        changes.length > 0
          ? [fix("safe", "End with a rule that logs the metadata of the rest", ...changes)]
          : [],
    });
  },
});
