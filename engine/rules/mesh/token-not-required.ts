import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { valueAt } from "../../json";
import { listAt, mapsAt, stringAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";

/** Source: Istio `RequestAuthentication`: a request without a token is accepted unless an AuthorizationPolicy asks. */
export const tokenNotRequired = defineInventoryRule({
  id: "mesh/token-not-required",
  title: "Tokens are checked where given, and not required",
  severity: "high",
  why: "A RequestAuthentication refuses bad tokens only. A request that carries none passes, so leaving the token out is all it takes.",
  remediation: "Add an AuthorizationPolicy that allows by `requestPrincipals` only, or denies what has none.",
  standards: { mitre: ["T1190"], owasp: ["K06"] },
  controls: ["jwt-claim-routing-without-requestauthentication-jwks-ssrf"],
  since: "0.1.0",
  appliesTo: ["security.istio.io/RequestAuthentication", "security.istio.io/AuthorizationPolicy"],
  needsClosedScope: true,
  check({ inventory, report }) {
    for (const fact of inventory.ofKind("security.istio.io/RequestAuthentication")) {
      if (listAt(fact.data, "spec", "jwtRules").length === 0 || isRequired(inventory, fact)) continue;
      report(fact, {
        path: ["spec", "jwtRules"],
        message: "no AuthorizationPolicy of its namespace requires a token",
      });
    }
  },
});

/** Whether an AuthorizationPolicy of the namespace speaks of request principals or claims, or leaves it to a provider. */
function isRequired(inventory: Inventory, fact: Fact): boolean {
  const own = effectiveNamespace(fact.namespace);
  return inventory.ofKind("security.istio.io/AuthorizationPolicy").some((policy) => {
    const namespace = effectiveNamespace(policy.namespace);
    if (namespace !== own && namespace !== "istio-system") return false;
    if (stringAt(policy.data, "spec", "action") === "CUSTOM") return true;
    return mapsAt(policy.data, "spec", "rules").some(
      ({ value }) =>
        mapsAt(value, "from").some(
          (from) =>
            valueAt(from.value, ["source", "requestPrincipals"]) !== undefined ||
            valueAt(from.value, ["source", "notRequestPrincipals"]) !== undefined,
        ) ||
        mapsAt(value, "when").some((when) => (stringAt(when.value, "key") ?? "").startsWith("request.auth.")),
    );
  });
}
