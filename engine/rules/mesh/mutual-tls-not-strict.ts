import { fix, set } from "../../fixes/change";
import type { Path } from "../../json";
import { mapAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Istio `PeerAuthentication.MutualTLS.Mode`: PERMISSIVE takes plain text too, UNSET inherits. */
export const mutualTlsNotStrict = defineResourceRule({
  id: "mesh/mutual-tls-not-strict",
  title: "Mesh accepts traffic without mutual TLS",
  severity: "high",
  why: "In PERMISSIVE or DISABLE mode a pod outside the mesh talks to the workload in clear text and without an identity. Authorization policies that name principals then protect nothing against it.",
  remediation: "Set `mtls.mode: STRICT`, once the callers are in the mesh.",
  standards: { nsa: ["tls"], mitre: ["T1557", "T1210"], owasp: ["K07"] },
  equivalents: { kyverno: ["enforce-strict-mtls"] },
  controls: ["strict-mtls"],
  waive: "The namespace is being moved into the mesh, with a date, or a port serves callers outside it.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["security.istio.io/PeerAuthentication"],
  check({ resource, report }) {
    const judgeMode = (path: Path, what: string) => {
      const mode = stringAt(resource.object, ...path);
      if (mode !== "PERMISSIVE" && mode !== "DISABLE") return;
      report({
        path,
        ...(mode === "PERMISSIVE" ? { severity: "medium" as const } : {}),
        message: mode === "DISABLE" ? `mutual TLS is off ${what}` : `plain text is accepted ${what}`,
        fixes: [fix("harden", "Require mutual TLS", set(path, "STRICT"))],
      });
    };
    const isWorkload = Object.keys(mapAt(resource.object, "spec", "selector", "matchLabels")).length > 0;
    const isMesh = resource.namespace === "istio-system" && !isWorkload;
    judgeMode(
      ["spec", "mtls", "mode"],
      isWorkload ? "by the selected workloads" : isMesh ? "in the whole mesh" : "in this namespace",
    );
    for (const port of Object.keys(mapAt(resource.object, "spec", "portLevelMtls")))
      judgeMode(["spec", "portLevelMtls", port, "mode"], `on port ${port}`);
  },
});
