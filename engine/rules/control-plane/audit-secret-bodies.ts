import { type AuditRequest, auditLevel, decidingRules } from "../../control-plane/audit-policy";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, set } from "../../fixes/change";
import { mapsAt } from "../../kubernetes/fields";
import { listNames } from "../list-names";
import { defineConfigurationRule } from "./define-configuration-rule";

export const auditSecretBodies = defineConfigurationRule({
  id: "control-plane/audit-secret-bodies",
  title: "Audit log records Secrets",
  severity: "high",
  why: "The bodies of requests and answers about Secrets and tokens are written to the log in clear: whoever reads the log has them all.",
  remediation: "Log Secrets and tokens at level `Metadata`, by a rule in front of those that log bodies.",
  standards: { cis: ["3.2.2"], nsa: ["audit-logging"], mitre: ["T1552"], owasp: ["K05"] },
  equivalents: { kubescape: ["C-0161"], kics: ["1828a670"] },
  controls: ["audit-policy-content-covers-key-concerns"],
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.auditPolicy],
  check({ configuration, report }) {
    const found = new Map<number, Set<string>>();
    for (const request of SENSITIVE) {
      for (const { index, value } of decidingRules(configuration.object, request)) {
        const level = auditLevel(value);
        if (level !== "RequestResponse" && !(level === "Request" && isWrite(request.verb))) continue;
        found.set(index, (found.get(index) ?? new Set()).add(request.resource));
      }
    }
    for (const [index, resources] of [...found].sort(([a], [b]) => a - b)) {
      const only = mapsAt(configuration.object, "rules", index, "resources").length > 0;
      const changes = only ? configuration.edit([set(["rules", index, "level"], "Metadata")]) : [];
      report({
        ...configuration.place(["rules", index, "level"]),
        message: `this rule writes the content of ${listNames([...resources])} to the audit log`,
        fixes: changes.length > 0 ? [fix("unsafe", "Log the metadata alone", ...changes)] : [],
      });
    }
  },
});

const SENSITIVE: readonly AuditRequest[] = [
  ...["get", "list", "watch", "create", "update", "patch"].map((verb) => ({
    group: "",
    resource: "secrets",
    verb,
  })),
  { group: "", resource: "serviceaccounts/token", verb: "create" },
  { group: "authentication.k8s.io", resource: "tokenreviews", verb: "create" },
];

/** Requests that read have no body of their own. */
function isWrite(verb: string): boolean {
  return verb === "create" || verb === "update" || verb === "patch";
}
