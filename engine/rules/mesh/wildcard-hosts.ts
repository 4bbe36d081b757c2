import { mapsAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { isInInventory } from "../edge/inventory-of-hosts";

/** Source: Istio `Server.hosts` (`namespace/host`) and `VirtualService.hosts`. */
export const wildcardHosts = defineResourceRule({
  id: "mesh/wildcard-hosts",
  title: "Mesh gateway or VirtualService takes every host",
  severity: "medium",
  why: "A wildcard answers for names nobody planned, and lets any namespace attach routes for hosts of others. In a VirtualService of the mesh it reroutes calls to every service.",
  remediation: "Name the hosts; in a Gateway as `namespace/host`, so that only that namespace attaches.",
  standards: { mitre: ["T1190", "T1557"], owasp: ["K07"] },
  equivalents: { kyverno: ["restrict-virtual-service-wildcard", "enforce-tls-hosts-host-subnets"] },
  controls: ["wildcard-hosts"],
  since: "0.1.0",
  appliesTo: ["networking.istio.io/Gateway", "networking.istio.io/VirtualService"],
  check({ resource, options, report }) {
    if (resource.kind === "VirtualService") {
      stringsAt(resource.object, "spec", "hosts").forEach((host, index) => {
        if (!host.startsWith("*") || isInInventory(host, options.ingressInventory)) return;
        report({
          path: ["spec", "hosts", index],
          message:
            host === "*" ? "this VirtualService routes every host" : `"${host}" is every name below it`,
        });
      });
      return;
    }
    for (const server of mapsAt(resource.object, "spec", "servers")) {
      stringsAt(server.value, "hosts").forEach((text, index) => {
        const host = text.slice(text.indexOf("/") + 1);
        if (!host.startsWith("*") || isInInventory(host, options.ingressInventory)) return;
        report({
          path: ["spec", "servers", server.index, "hosts", index],
          ...(host === "*" ? {} : { severity: "low" as const }),
          message: host === "*" ? "this server takes every host" : `"${text}" is every name below it`,
        });
      });
    }
  },
});
