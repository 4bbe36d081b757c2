import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { listAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, "Pod Security Admission", exemptions. */
export const podSecurityExemptions = defineConfigurationRule({
  id: "control-plane/pod-security-exemptions",
  title: "Pod Security exempts too much",
  severity: "high",
  why: "A controller that is exempt makes pods for whoever may write its workloads: exempting it exempts everybody. The same holds for a namespace that everybody may use.",
  remediation:
    "Exempt single system namespaces; give agents a namespace of their own with the level they need.",
  standards: { nsa: ["privileged"], mitre: ["T1610"], owasp: ["K04"] },
  controls: ["validatingadmissionpolicy-psa-admissionconfiguration-file"],
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.podSecurity],
  check({ configuration, report }) {
    const { object } = configuration;
    for (const [index, user] of listAt(object, "exemptions", "usernames").entries()) {
      if (typeof user !== "string") continue;
      const isController = /^system:serviceaccount:kube-system:.*-controller$/.test(user);
      report({
        ...configuration.place(["exemptions", "usernames", index]),
        message: isController
          ? `${user} is exempt: whoever may create its workloads runs any pod`
          : `${user} is exempt from Pod Security in every namespace`,
        severity: isController || user.startsWith("system:kube-controller-manager") ? "high" : "medium",
      });
    }
    for (const [index, namespace] of listAt(object, "exemptions", "namespaces").entries()) {
      if (namespace !== "default" && namespace !== "kube-public") continue;
      report({
        ...configuration.place(["exemptions", "namespaces", index]),
        message: `the namespace ${namespace} is exempt: whoever may create pods there runs privileged ones`,
      });
    }
  },
});
