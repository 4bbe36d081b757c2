import { flagOf } from "../../control-plane/component";
import { componentFlags, kindsOfComponents } from "../../control-plane/component-flags";
import { CONFIGURATION_KINDS, configurationsOf } from "../../control-plane/configuration";
import { mapAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Kubernetes documentation, "Authenticating", claim mappings. */
export const unprefixedIdentities = defineResourceRule({
  id: "control-plane/unprefixed-identities",
  title: "Identity provider may name system users",
  severity: "high",
  why: "Names and groups that are taken over as they are let the identity provider, or whoever edits groups there, issue `system:masters`: cluster admin past RBAC.",
  remediation:
    "Give a prefix such as `oidc:`, or refuse names that begin with `system:` by a validation rule.",
  standards: { nsa: ["rbac"], mitre: ["T1078"], owasp: ["K06"] },
  since: "0.1.0",
  appliesTo: [...new Set([...kindsOfComponents(["kube-apiserver"]), CONFIGURATION_KINDS.authentication])],
  check({ resource, pods, report }) {
    for (const component of componentFlags(resource, pods)) {
      if (component.name !== "kube-apiserver") continue;
      const groups = flagOf(component, "oidc-groups-claim");
      const prefix = flagOf(component, "oidc-groups-prefix");
      if (groups && (prefix ? prefix.value === "" : component.isComplete)) {
        report({
          ...(prefix ?? groups).place,
          message:
            "kube-apiserver takes over groups of the identity provider without a prefix: it may issue system:masters",
        });
      }
      const user = flagOf(component, "oidc-username-prefix");
      if (user?.value === "-") {
        report({
          ...user.place,
          message:
            "kube-apiserver takes over user names of the identity provider without a prefix: it may issue system users",
        });
      }
    }
    for (const configuration of configurationsOf(resource)) {
      if (configuration.kind !== CONFIGURATION_KINDS.authentication) continue;
      for (const { index, value } of mapsAt(configuration.object, "jwt")) {
        const validated = [
          ...mapsAt(value, "userValidationRules"),
          ...mapsAt(value, "claimValidationRules"),
        ].some((rule) => (stringAt(rule.value, "expression") ?? "").includes("system:"));
        if (validated) continue;
        for (const [field, gain] of MAPPINGS) {
          const mapping = mapAt(value, "claimMappings", field);
          const isBare = /^\s*claims(\.[\w]+|\[[^\]]+\])+\s*$/.test(stringAt(mapping, "expression") ?? "");
          if (stringAt(mapping, "prefix") !== "" && !isBare) continue;
          report({
            ...configuration.place(["jwt", index, "claimMappings", field, isBare ? "expression" : "prefix"]),
            message: `${field} of the identity provider is taken over without a prefix: it may issue ${gain}`,
          });
        }
      }
    }
  },
});

const MAPPINGS = [
  ["username", "system users"],
  ["groups", "system:masters"],
] as const;
