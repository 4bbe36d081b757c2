import { fix, set } from "../../fixes/change";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { ADMIN_POLICY_KINDS } from "../../network/admin-policy";
import { defineResourceRule } from "../define-rule";

/** Source: network-policy-api types: actions by version, priority 0 to 1000, the one baseline is named `default`. */
export const adminPolicyInvalid = defineResourceRule({
  id: "network/admin-policy-invalid",
  title: "Admin policy would be refused or would do nothing",
  severity: "medium",
  why: "A policy that the API server refuses protects nobody, and a rule with an action its version does not know is no rule. Whoever wrote it believes the cluster is closed.",
  remediation: "Use the actions and the priorities of the API version that the policy names.",
  standards: { nsa: ["network-policies"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: ADMIN_POLICY_KINDS,
  check({ resource, report }) {
    const isSuccessor = resource.kind === "ClusterNetworkPolicy";
    const isBaseline = resource.kind === "BaselineAdminNetworkPolicy";
    if (isBaseline && resource.name !== undefined && resource.name !== "default") {
      const path = ["metadata", "name"];
      report({
        path,
        message: 'the one BaselineAdminNetworkPolicy of a cluster is named "default"',
        fixes: [fix("safe", 'Name it "default"', set(path, "default"))],
      });
    }
    const priority = numberAt(resource.object, "spec", "priority");
    if (
      !isBaseline &&
      (priority === undefined || priority < 0 || priority > 1000 || !Number.isInteger(priority))
    ) {
      report({
        path: ["spec", "priority"],
        message:
          priority === undefined ? "a priority is missing" : `priority ${priority} is not between 0 and 1000`,
      });
    }
    const tier = stringAt(resource.object, "spec", "tier");
    if (isSuccessor && tier !== "Admin" && tier !== "Baseline") {
      report({ path: ["spec", "tier"], message: "the tier is Admin or Baseline" });
    }
    const allow = isSuccessor ? "Accept" : "Allow";
    const known = isBaseline ? [allow, "Deny"] : [allow, "Deny", "Pass"];
    for (const direction of ["ingress", "egress"]) {
      for (const { index, value } of mapsAt(resource.object, "spec", direction)) {
        const action = stringAt(value, "action");
        const path = ["spec", direction, index, "action"];
        if (action === undefined) report({ path, message: "the rule has no action" });
        else if (!known.includes(action)) {
          report({
            path,
            message: `action "${action}" is unknown here: ${known.join(", ")}`,
            fixes: /^(allow|accept)$/i.test(action) ? [fix("safe", `Write ${allow}`, set(path, allow))] : [],
          });
        }
      }
    }
  },
});
