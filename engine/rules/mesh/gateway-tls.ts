import { fix, set } from "../../fixes/change";
import { booleanAt, mapsAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

const OLD = new Set(["TLSV1_0", "TLSV1_1"]);

/** Source: Istio `Gateway` `Server` and `ServerTLSSettings`; analysis message IST0161. */
export const gatewayTls = defineResourceRule({
  id: "mesh/gateway-tls",
  title: "Mesh gateway serves plain HTTP or weak TLS",
  severity: "medium",
  why: "What the gateway serves in clear text, or over a TLS version that is broken, is read and changed on the way.",
  remediation:
    "Terminate TLS with a `credentialName`, redirect plain HTTP by `httpsRedirect`, and require TLS 1.2.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  equivalents: { kubescape: ["C-0266"] },
  controls: ["gateway-credential-invalid-duplicate-cert-port-missing-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["networking.istio.io/Gateway"],
  check({ resource, options, report }) {
    for (const { index, value } of mapsAt(resource.object, "spec", "servers")) {
      const path = ["spec", "servers", index];
      const protocol = stringAt(value, "port", "protocol");
      const isPlain = protocol === "HTTP" || protocol === "HTTP2" || protocol === "GRPC";
      if (
        isPlain &&
        booleanAt(value, "tls", "httpsRedirect") !== true &&
        options.tlsTerminatedBy === undefined
      ) {
        const isInternal = stringsAt(value, "hosts").every((host) => /\.(local|internal)$/.test(host));
        if (!isInternal)
          report({
            path: [...path, "port", "protocol"],
            message: `${protocol} is served without TLS or redirect`,
            fixes: [fix("harden", "Redirect to HTTPS", set([...path, "tls", "httpsRedirect"], true))],
          });
      }
      const mode = stringAt(value, "tls", "mode");
      const version = stringAt(value, "tls", "minProtocolVersion");
      if (version !== undefined && OLD.has(version)) {
        const at = [...path, "tls", "minProtocolVersion"];
        report({
          path: at,
          message: `${version} is broken and obsolete`,
          fixes: [fix("harden", "Require TLS 1.2", set(at, "TLSV1_2"))],
        });
      }
      const hasCertificate =
        ["credentialName", "serverCertificate"].some((key) => stringAt(value, "tls", key)) ||
        stringsAt(value, "tls", "credentialNames").length > 0;
      if ((mode === "SIMPLE" || mode === "MUTUAL") && !hasCertificate)
        report({ path: [...path, "tls", "credentialName"], message: `mode ${mode} has no certificate` });
      if (mode === "OPTIONAL_MUTUAL")
        report({
          path: [...path, "tls", "mode"],
          severity: "low",
          message: "a client certificate is asked for and not required",
          fixes: [fix("harden", "Require client certificates", set([...path, "tls", "mode"], "MUTUAL"))],
        });
    }
  },
});
