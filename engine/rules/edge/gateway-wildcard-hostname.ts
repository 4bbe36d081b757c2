import { stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { GATEWAY_KINDS, listenersOf } from "./gateway";
import { isInInventory } from "./inventory-of-hosts";

/** The kinds of routes that name hosts. */
const ROUTES = ["HTTPRoute", "GRPCRoute", "TLSRoute"].map((kind) => `gateway.networking.k8s.io/${kind}`);

/** Source: Gateway API `Listener.hostname`: absent takes every host that routes name. */
export const gatewayWildcardHostname = defineResourceRule({
  id: "edge/gateway-wildcard-hostname",
  title: "Gateway listener or route takes every host",
  severity: "low",
  why: "Routes may then publish any host, also one that belongs to somebody else, and a wildcard answers for names nobody planned.",
  remediation:
    "Give each listener the host that it is for; declare a wildcard that is meant in the ingress inventory.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  controls: ["ingress-empty-wildcard-host-host-not-in-tls"],
  since: "0.1.0",
  appliesTo: [...GATEWAY_KINDS, ...ROUTES],
  check({ resource, options, report }) {
    stringsAt(resource.object, "spec", "hostnames").forEach((host, index) => {
      if (!host.startsWith("*") || isInInventory(host, options.ingressInventory)) return;
      report({
        path: ["spec", "hostnames", index],
        message: `"${host}" is every name below "${host.slice(2)}"`,
      });
    });
    for (const { path, name, hostname, protocol } of listenersOf(resource)) {
      // TCP and UDP know no hosts; a plain listener for every host is how redirects are done.
      if (protocol !== "HTTPS" && protocol !== "TLS") continue;
      const host = hostname ?? "";
      if (host !== "" && (!host.startsWith("*") || isInInventory(host, options.ingressInventory))) continue;
      report({
        path: [...path, "hostname"],
        message:
          host === ""
            ? `listener "${name}" takes every host that a route names`
            : `listener "${name}" answers for every name below "${host.slice(2)}"`,
      });
    }
  },
});
