import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Istio `AuthorizationPolicy`: DENY and CUSTOM without rules never match; an empty DENY rule always does. */
export const authorizationPolicyIneffective = defineResourceRule({
  id: "mesh/authorization-policy-ineffective",
  title: "AuthorizationPolicy does nothing, or denies everything",
  severity: "medium",
  why: "A DENY without rules never denies, however strict it looks; one with an empty rule denies every request, health checks of the mesh included. Neither is what was meant.",
  remediation:
    "Write the rules that the action is for; deny by default with an ALLOW policy that has no rules.",
  standards: { nsa: ["network-policies"], owasp: ["K07"] },
  controls: ["authorizationpolicy-present-effective-x"],
  since: "0.1.0",
  appliesTo: ["security.istio.io/AuthorizationPolicy"],
  check({ resource, report }) {
    const action = stringAt(resource.object, "spec", "action") ?? "ALLOW";
    if (action === "ALLOW") return;
    const rules = listAt(resource.object, "spec", "rules");
    if (rules.length === 0) {
      report({ path: ["spec", "action"], message: `action ${action} without rules matches no request` });
      return;
    }
    for (const { index, value } of mapsAt(resource.object, "spec", "rules")) {
      if (action === "DENY" && Object.keys(value).length === 0)
        report({ path: ["spec", "rules", index], message: "an empty rule denies every request" });
    }
    if (action === "CUSTOM" && !stringAt(resource.object, "spec", "provider", "name"))
      report({ path: ["spec", "provider", "name"], message: "action CUSTOM names no provider to ask" });
  },
});
