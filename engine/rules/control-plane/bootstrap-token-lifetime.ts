import { CONFIGURATION_KINDS } from "../../control-plane/configuration";
import { parseDuration } from "../../control-plane/duration";
import { fix, set } from "../../fixes/change";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { defineConfigurationRule } from "./define-configuration-rule";

/** Source: Kubernetes documentation, configuration APIs of kubeadm, kubelet and API server. */
export const bootstrapTokenLifetime = defineConfigurationRule({
  id: "control-plane/bootstrap-token-lifetime",
  title: "Join token never expires",
  severity: "medium",
  why: "A token without an end lets whoever finds it later join a node, and be sent pods with their Secrets.",
  remediation: "Leave `ttl` at its default of 24 hours or make it shorter.",
  standards: { nsa: ["control-plane"], mitre: ["T1078"], owasp: ["K06"] },
  fixable: true,
  since: "0.1.0",
  configurations: [CONFIGURATION_KINDS.initConfiguration],
  check({ configuration, report }) {
    for (const { index, value } of mapsAt(configuration.object, "bootstrapTokens")) {
      const ttl = stringAt(value, "ttl") ?? (numberAt(value, "ttl") === 0 ? "0" : undefined);
      if (ttl === undefined || parseDuration(ttl) !== 0) continue;
      const path = ["bootstrapTokens", index, "ttl"];
      const changes = configuration.edit([set(path, "24h0m0s")]);
      report({
        ...configuration.place(path),
        message: "this token never expires: whoever finds it may join a node at any time",
        fixes: changes.length > 0 ? [fix("unsafe", "Let the token expire after a day", ...changes)] : [],
      });
    }
  },
});
