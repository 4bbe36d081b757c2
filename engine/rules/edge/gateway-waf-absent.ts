import type { Fact } from "../../inventory/fact";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";

const POLICY = "alb.networking.azure.io/WebApplicationFirewallPolicy";

/** Source: learn.microsoft.com "Application Gateway for Containers: web application firewall". */
export const gatewayWafAbsent = defineInventoryRule({
  id: "edge/gateway-waf-absent",
  title: "No web application firewall policy for an Application Gateway for Containers",
  severity: "low",
  why: "Known attacks on frameworks and libraries reach the application unfiltered until it is patched. Application Gateway for Containers has a firewall, but only where a policy names the gateway or its routes.",
  remediation: "Add a `WebApplicationFirewallPolicy` whose `targetRef` names the Gateway or the HTTPRoute.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  waive: "A firewall stands further in front.",
  since: "0.1.0",
  appliesTo: ["gateway.networking.k8s.io/Gateway", "gateway.networking.k8s.io/HTTPRoute", POLICY],
  needsClosedScope: true,
  check({ inventory, report }) {
    const policies = inventory.ofKind(POLICY);
    const isNamed = (kind: string, fact: Fact) =>
      policies.some(
        (policy) =>
          stringAt(policy.data, "spec", "targetRef", "kind") === kind &&
          stringAt(policy.data, "spec", "targetRef", "name") === fact.name &&
          (stringAt(policy.data, "spec", "targetRef", "namespace") ??
            effectiveNamespace(policy.namespace)) === effectiveNamespace(fact.namespace),
      );
    const isAttached = (route: Fact, gateway: Fact) =>
      mapsAt(route.data, "spec", "parentRefs").some(
        ({ value }) =>
          stringAt(value, "name") === gateway.name &&
          (stringAt(value, "namespace") ?? effectiveNamespace(route.namespace)) ===
            effectiveNamespace(gateway.namespace),
      );
    for (const gateway of inventory.ofKind("gateway.networking.k8s.io/Gateway")) {
      const name = stringAt(gateway.data, "spec", "gatewayClassName") ?? "";
      if (!name.startsWith("azure-alb") || isNamed("Gateway", gateway)) continue;
      const routes = inventory
        .ofKind("gateway.networking.k8s.io/HTTPRoute")
        .filter((route) => isAttached(route, gateway));
      if (routes.length > 0 && routes.every((route) => isNamed("HTTPRoute", route))) continue;
      report(gateway, {
        path: ["spec", "gatewayClassName"],
        message: "no WebApplicationFirewallPolicy names this Gateway or all of its routes",
      });
    }
  },
});
