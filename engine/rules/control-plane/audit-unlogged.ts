import { type AuditRequest, auditLevel, decidingRules } from "../../control-plane/audit-policy";
import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import type { JsonObject } from "../../json";
import { listAt, mapsAt, stringsAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 3.2.2. */
export const auditUnlogged = defineConfigurationRule({
  id: "control-plane/audit-unlogged",
  title: "Audit policy leaves out what matters",
  severity: "medium",
  why: "Reads of Secrets, commands run in pods, new rights and new tokens are the steps of nearly every attack: unlogged they are never found.",
  remediation: "Log them at level `Metadata` at least, by a rule in front of the one that drops them.",
  standards: { cis: ["3.2.2"], nsa: ["audit-logging"], mitre: ["T1562"], owasp: ["K05"] },
  equivalents: { kubescape: ["C-0161"], kics: ["1828a670"] },
  controls: ["audit-policy-content-covers-key-concerns"],
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.auditPolicy],
  check({ configuration, report }) {
    const dropped = new Map<number, string[]>();
    for (const { name, requests } of CONCERNS) {
      const rule = requests
        .map((request) => decidingRules(configuration.object, request).find(({ value }) => isBroad(value)))
        .find((deciding) => deciding && auditLevel(deciding.value) === "None");
      if (rule) dropped.set(rule.index, [...(dropped.get(rule.index) ?? []), name]);
    }
    for (const [index, names] of [...dropped].sort(([a], [b]) => a - b)) {
      report({
        ...configuration.place(["rules", index, "level"]),
        message: `this rule keeps out of the audit log: ${names.join(", ")}`,
      });
    }
  },
});

const CONCERNS: readonly { readonly name: string; readonly requests: readonly AuditRequest[] }[] = [
  {
    name: "reads of Secrets",
    requests: ["get", "list"].map((verb) => ({ group: "", resource: "secrets", verb })),
  },
  {
    name: "commands in pods",
    requests: ["pods/exec", "pods/attach", "pods/portforward"].flatMap((resource) =>
      ["create", "get"].map((verb) => ({ group: "", resource, verb })),
    ),
  },
  {
    name: "new rights",
    requests: ["clusterrolebindings", "rolebindings", "clusterroles", "roles"].map((resource) => ({
      group: "rbac.authorization.k8s.io",
      resource,
      verb: "create",
    })),
  },
  { name: "new tokens", requests: [{ group: "", resource: "serviceaccounts/token", verb: "create" }] },
];

/** Whether a rule is about nearly everybody, everywhere. */
function isBroad(rule: JsonObject): boolean {
  const groups = stringsAt(rule, "userGroups");
  return (
    listAt(rule, "users").length === 0 &&
    listAt(rule, "namespaces").length === 0 &&
    (groups.length === 0 || groups.includes("system:authenticated")) &&
    !mapsAt(rule, "resources").some(({ value }) => listAt(value, "resourceNames").length > 0)
  );
}
