import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { append, fix } from "../../fixes/change";
import type { JsonObject } from "../../json";
import { mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const auditRequestReceived = defineConfigurationRule({
  id: "control-plane/audit-request-received",
  title: "Audit log holds every request twice",
  severity: "low",
  why: "Each request is logged when it arrives and again when it is answered: twice the volume, so that logs are kept half as long.",
  remediation: "Add `omitStages: [RequestReceived]`.",
  standards: { nsa: ["audit-logging"], owasp: ["K05"] },
  opinion: true,
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.auditPolicy],
  check({ configuration, report }) {
    const { object } = configuration;
    const omits = (value: JsonObject) => stringsAt(value, "omitStages").includes("RequestReceived");
    const rules = mapsAt(object, "rules").filter(({ value }) => stringAt(value, "level") !== "None");
    if (omits(object) || rules.length === 0 || rules.every(({ value }) => omits(value))) return;
    const changes = configuration.edit([append(["omitStages"], "RequestReceived")]);
    report({
      ...configuration.place(["omitStages"]),
      message: "the stage RequestReceived is logged too: every request appears twice",
      fixes: changes.length > 0 ? [fix("safe", "Leave out the stage RequestReceived", ...changes)] : [],
    });
  },
});
