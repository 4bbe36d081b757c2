import { type AuditRequest, auditLevel, decidingRules } from "../../control-plane/audit-policy";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, set } from "../../fixes/change";
import { mapsAt } from "../../kubernetes/fields";
import { listNames } from "../list-names";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 3.2.2. */
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
        if (level !== "RequestResponse" && !(level === "Request" && request.isInRequest)) continue;
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

/**
 * Requests with a secret in a body. At level Request only the request's own body is logged: that of a token request
 * holds no token, that of a token review does.
 *
 * Source: k8s.io/api authentication/v1, TokenRequest and TokenReview
 */
const SENSITIVE: readonly (AuditRequest & { readonly isInRequest: boolean })[] = [
  ...["get", "list", "watch", "create", "update", "patch"].map((verb) => ({
    group: "",
    resource: "secrets",
    verb,
    isInRequest: verb === "create" || verb === "update" || verb === "patch",
  })),
  { group: "", resource: "serviceaccounts/token", verb: "create", isInRequest: false },
  { group: "authentication.k8s.io", resource: "tokenreviews", verb: "create", isInRequest: true },
];
