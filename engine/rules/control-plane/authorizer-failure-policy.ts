import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { fix, set } from "../../fixes/change";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const authorizerFailurePolicy = defineConfigurationRule({
  id: "control-plane/authorizer-failure-policy",
  title: "Denials of the authorizer are void when it fails",
  severity: "medium",
  why: "Whoever can stop or overload the webhook is judged by the authorizers behind it alone: what it was to deny is allowed.",
  remediation: "Set `failurePolicy: Deny` and narrow the webhook by `matchConditions`.",
  standards: { nsa: ["rbac"], mitre: ["T1562"], owasp: ["K03"] },
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.authorization],
  check({ configuration, report }) {
    const authorizers = mapsAt(configuration.object, "authorizers");
    authorizers.forEach(({ index, value }, order) => {
      if (stringAt(value, "webhook", "failurePolicy") !== "NoOpinion" || order === authorizers.length - 1)
        return;
      const path = ["authorizers", index, "webhook", "failurePolicy"];
      // A webhook that denies by failing must not be asked about system users.
      const isNarrow = listAt(value, "webhook", "matchConditions").length > 0;
      const changes = isNarrow ? configuration.edit([set(path, "Deny")]) : [];
      report({
        ...configuration.place(path),
        message: "when this webhook fails the authorizers behind it decide alone: its denials are void",
        fixes: changes.length > 0 ? [fix("unsafe", "Deny when the webhook fails", ...changes)] : [],
      });
    });
  },
});
