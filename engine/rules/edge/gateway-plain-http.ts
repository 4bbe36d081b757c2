import { defineResourceRule } from "../define-rule";
import { GATEWAY_KINDS, listenersOf } from "./gateway";

/** Source: Gateway API `Listener.protocol`. A plain listener beside a TLS one usually redirects, and says nothing else. */
export const gatewayPlainHttp = defineResourceRule({
  id: "edge/gateway-plain-http",
  title: "Gateway listens to plain HTTP only",
  severity: "medium",
  why: "Everything that routes attach to this Gateway crosses the network in clear text. Whoever sits on the path reads and changes it.",
  remediation: "Add an HTTPS listener with a certificate, and let the plain one redirect to it.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  equivalents: { kubescape: ["C-0263"] },
  controls: ["ingress-without-tls"],
  waive: "A proxy in front terminates TLS and the hop behind it is trusted.",
  since: "0.1.0",
  appliesTo: GATEWAY_KINDS,
  check({ resource, options, report }) {
    if (options.tlsTerminatedBy !== undefined) return;
    const listeners = listenersOf(resource);
    if (listeners.some(({ protocol }) => protocol === "HTTPS" || protocol === "TLS")) return;
    for (const { path, name, protocol } of listeners) {
      if (protocol === "HTTP")
        report({ path: [...path, "protocol"], message: `listener "${name}" speaks plain HTTP` });
    }
  },
});
