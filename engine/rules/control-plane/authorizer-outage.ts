import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const authorizerOutage = defineConfigurationRule({
  id: "control-plane/authorizer-outage",
  title: "Cluster stands still with its authorizer",
  severity: "medium",
  why: "The webhook is asked about every request, those of nodes and controllers too: when it fails nothing is allowed, not even to repair it.",
  remediation: "Put `Node` in front, or leave system users out by `matchConditions`.",
  standards: { nsa: ["control-plane"] },
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.authorization],
  check({ configuration, report }) {
    for (const { index, value } of mapsAt(configuration.object, "authorizers")) {
      if (/^(Node|RBAC|AlwaysAllow)$/.test(stringAt(value, "type") ?? "")) return;
      if (stringAt(value, "webhook", "failurePolicy") !== "Deny") continue;
      if (listAt(value, "webhook", "matchConditions").length > 0) continue;
      report({
        ...configuration.place(["authorizers", index, "webhook", "failurePolicy"]),
        message:
          "this webhook is asked about every request first: when it fails, nodes and controllers are denied everything",
      });
    }
  },
});
