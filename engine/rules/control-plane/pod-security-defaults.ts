import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, set } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const podSecurityDefaults = defineConfigurationRule({
  id: "control-plane/pod-security-defaults",
  title: "Namespaces without labels enforce nothing",
  severity: "medium",
  why: "Whoever may create a namespace, or finds one without labels, may run privileged pods there and take over a node.",
  remediation: "Set `defaults.enforce` to `baseline` or `restricted`.",
  standards: { nsa: ["privileged"], mitre: ["T1610"], owasp: ["K04"] },
  controls: ["validatingadmissionpolicy-psa-admissionconfiguration-file"],
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.podSecurity],
  check({ configuration, report }) {
    const level = stringAt(configuration.object, "defaults", "enforce") ?? "";
    if (level === "baseline" || level === "restricted") return;
    const changes = configuration.edit([set(["defaults", "enforce"], "baseline")]);
    report({
      ...configuration.place(["defaults", "enforce"]),
      message:
        level === "privileged"
          ? "the default level is privileged: namespaces without labels enforce nothing"
          : "no default level is enforced: namespaces without labels may run privileged pods",
      fixes:
        changes.length > 0
          ? [fix(level === "privileged" ? "unsafe" : "harden", "Enforce baseline by default", ...changes)]
          : [],
    });
  },
});
