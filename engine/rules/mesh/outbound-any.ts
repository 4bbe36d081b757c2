import { fix, set } from "../../fixes/change";
import { mapAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Istio `Sidecar.outboundTrafficPolicy`, `MeshConfig`, `ServiceEntry.hosts`. */
export const outboundAny = defineResourceRule({
  id: "mesh/outbound-any",
  title: "Mesh lets workloads call any outside host",
  severity: "low",
  why: "With ALLOW_ANY, or a ServiceEntry for every host, a taken-over workload sends what it finds anywhere, and the mesh does not even name the destination.",
  remediation: "Use REGISTRY_ONLY and a ServiceEntry for each outside host.",
  standards: { mitre: ["T1041"], owasp: ["K07"] },
  waive: "Egress is closed by NetworkPolicies or by a firewall outside the cluster.",
  fixable: true,
  since: "0.1.0",
  appliesTo: [
    "networking.istio.io/Sidecar",
    "networking.istio.io/ServiceEntry",
    "install.istio.io/IstioOperator",
    "sailoperator.io/Istio",
  ],
  check({ resource, report }) {
    if (resource.kind === "ServiceEntry") {
      stringsAt(resource.object, "spec", "hosts").forEach((host, index) => {
        if (host === "*" || /^\*\.[a-z]+$/.test(host))
          report({
            path: ["spec", "hosts", index],
            severity: "medium",
            message: `"${host}" admits every outside host`,
          });
      });
      return;
    }
    const path =
      resource.kind === "Sidecar"
        ? ["spec", "outboundTrafficPolicy", "mode"]
        : resource.kind === "Istio"
          ? ["spec", "values", "meshConfig", "outboundTrafficPolicy", "mode"]
          : ["spec", "meshConfig", "outboundTrafficPolicy", "mode"];
    if (stringAt(mapAt(resource.object), ...path) !== "ALLOW_ANY") return;
    report({
      path,
      message: "ALLOW_ANY lets workloads call hosts that no ServiceEntry names",
      fixes: [fix("harden", "Allow registered hosts only", set(path, "REGISTRY_ONLY"))],
    });
  },
});
