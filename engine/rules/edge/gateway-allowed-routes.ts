import { fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { stringAt } from "../../kubernetes/fields";
import { isEmptySelector } from "../../network/empty-selector";
import { defineResourceRule } from "../define-rule";
import { GATEWAY_KINDS, listenersOf } from "./gateway";

/** Source: Gateway API `AllowedRoutes.namespaces.from` (`Same` where absent). */
export const gatewayAllowedRoutes = defineResourceRule({
  id: "edge/gateway-allowed-routes",
  title: "Gateway takes routes from every namespace",
  severity: "medium",
  why: "Anybody who may create a route in any namespace may publish a host here, or take a path of another team's host.",
  remediation: "Use `from: Selector` with a label that only the platform's owners set, or `Same`.",
  standards: { mitre: ["T1557"], owasp: ["K07"] },
  waive: "Each listener has a host of its own and admission policies tie hosts to namespaces.",
  fixable: true,
  since: "0.1.0",
  appliesTo: GATEWAY_KINDS,
  check({ resource, report }) {
    for (const { value, path, name } of listenersOf(resource)) {
      const from = stringAt(value, "allowedRoutes", "namespaces", "from");
      const at = [...path, "allowedRoutes", "namespaces"];
      if (from === "All") {
        report({
          path: [...at, "from"],
          message: `listener "${name}" takes routes from every namespace`,
          fixes: [fix("unsafe", "Take routes of the same namespace only", set([...at, "from"], "Same"))],
        });
      } else if (
        from === "Selector" &&
        isEmptySelector(valueAt(value, ["allowedRoutes", "namespaces", "selector"]))
      ) {
        report({
          path: [...at, "selector"],
          message: `listener "${name}" selects every namespace by an empty selector`,
        });
      }
    }
  },
});
