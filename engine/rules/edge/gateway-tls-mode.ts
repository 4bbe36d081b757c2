import { fix, remove, set } from "../../fixes/change";
import { hasMap, listAt, mapAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { GATEWAY_KINDS, listenersOf } from "./gateway";

/** Source: Gateway API `ListenerTLSConfig` (`mode` is Terminate where absent) and `FrontendTLSValidation`. */
export const gatewayTlsMode = defineResourceRule({
  id: "edge/gateway-tls-mode",
  title: "Gateway listener's TLS cannot work as written",
  severity: "medium",
  why: "A listener without a certificate is not programmed, and one that passes TLS through shows the gateway nothing to route, filter or log. What was meant to be protected is down or goes by unseen.",
  remediation:
    "Terminate with `certificateRefs` on HTTPS listeners; pass through on TLS listeners alone, without a certificate.",
  standards: { nsa: ["tls"], owasp: ["K07"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: GATEWAY_KINDS,
  check({ resource, report }) {
    for (const { value, path, name, protocol } of listenersOf(resource)) {
      if (protocol !== "HTTPS" && protocol !== "TLS") {
        if (hasMap(value, "tls") && protocol === "HTTP")
          report({
            path: [...path, "tls"],
            message: `listener "${name}" speaks HTTP, so its tls section is not used`,
            fixes: [fix("unsafe", "Speak HTTPS", set([...path, "protocol"], "HTTPS"))],
          });
        continue;
      }
      const mode = stringAt(value, "tls", "mode") ?? "Terminate";
      const certificates = listAt(value, "tls", "certificateRefs");
      if (mode === "Passthrough" && protocol === "HTTPS") {
        report({
          path: [...path, "tls", "mode"],
          message: `listener "${name}" of protocol HTTPS cannot pass TLS through`,
          fixes:
            certificates.length > 0
              ? [fix("unsafe", "Terminate TLS here", set([...path, "tls", "mode"], "Terminate"))]
              : [fix("unsafe", "Make it a TLS listener", set([...path, "protocol"], "TLS"))],
        });
      } else if (mode === "Passthrough" && certificates.length > 0) {
        report({
          path: [...path, "tls", "certificateRefs"],
          severity: "low",
          message: `listener "${name}" passes TLS through, so its certificate is not used`,
          fixes: [fix("unsafe", "Remove the certificate", remove([...path, "tls", "certificateRefs"]))],
        });
      } else if (
        mode === "Terminate" &&
        certificates.length === 0 &&
        Object.keys(mapAt(value, "tls", "options")).length === 0
      ) {
        report({
          path: [...path, "tls", "certificateRefs"],
          message: `listener "${name}" terminates TLS without a certificate`,
        });
      }
      if (stringAt(value, "tls", "frontendValidation", "mode") === "AllowInsecureFallback") {
        report({
          path: [...path, "tls", "frontendValidation", "mode"],
          message: `listener "${name}" admits clients whose certificate is missing or wrong`,
          fixes: [
            fix(
              "harden",
              "Require valid client certificates",
              set([...path, "tls", "frontendValidation", "mode"], "AllowValidOnly"),
            ),
          ],
        });
      }
    }
  },
});
