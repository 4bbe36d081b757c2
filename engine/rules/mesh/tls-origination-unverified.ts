import { fix, remove, set } from "../../fixes/change";
import { booleanAt, listAt, mapAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { tlsSettings } from "./tls-settings";

/** Source: Istio `ClientTLSSettings`; analysis messages IST0128 and IST0129. */
export const tlsOriginationUnverified = defineResourceRule({
  id: "mesh/tls-origination-unverified",
  title: "DestinationRule speaks TLS without verifying the server, or none at all",
  severity: "high",
  why: "The proxy accepts any certificate, or speaks plain text where the mesh would have encrypted. Whoever sits between reads and changes the traffic.",
  remediation:
    "Use ISTIO_MUTUAL inside the mesh; outside, give `caCertificates` or `credentialName` and the names expected.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  controls: ["tls-origination-without-ca-verification"],
  since: "0.1.0",
  appliesTo: ["networking.istio.io/DestinationRule"],
  check({ resource, report }) {
    const spec = mapAt(resource.object, "spec");
    const host = stringAt(spec, "host") ?? "the host";
    for (const { value, path } of tlsSettings(spec)) {
      const mode = stringAt(value, "mode");
      const hasAuthority = ["caCertificates", "credentialName"].some(
        (key) => (stringAt(value, key) ?? "") !== "",
      );
      const hasNames = listAt(value, "subjectAltNames").length > 0 || (stringAt(value, "sni") ?? "") !== "";
      if (booleanAt(value, "insecureSkipVerify") === true) {
        const at = [...path, "insecureSkipVerify"];
        report({
          path: at,
          message: `the certificate of ${host} is not verified`,
          // Without an authority or a name there is nothing to verify against, which is for the author to add.
          fixes: hasAuthority || hasNames ? [fix("harden", "Verify the certificate", remove(at))] : [],
        });
      } else if (mode === "DISABLE") {
        report({
          path: [...path, "mode"],
          severity: "medium",
          message: `traffic to ${host} is plain text, also inside the mesh`,
          fixes: [fix("unsafe", "Use mutual TLS of the mesh", set([...path, "mode"], "ISTIO_MUTUAL"))],
        });
      } else if (mode === "SIMPLE" || mode === "MUTUAL") {
        // Since 1.20 proxies verify against the system's authorities, and against `sni` where names are missing.
        if (hasAuthority || hasNames) continue;
        report({
          path: [...path, "mode"],
          severity: "medium",
          message: `TLS to ${host} names neither the authority nor the name to expect`,
        });
      }
    }
  },
});
