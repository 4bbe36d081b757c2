import { fix, remove } from "../../fixes/change";
import { definePodRule } from "../define-rule";

const ISTIO = "traffic.sidecar.istio.io/";
const LINKERD = "config.linkerd.io/";

/** Annotations that let traffic past the proxy; a test of the value where some values are harmless. */
const ANNOTATIONS: Readonly<
  Record<string, { readonly side: "inbound" | "outbound"; readonly isBad?: (value: string) => boolean }>
> = {
  [`${ISTIO}excludeInboundPorts`]: { side: "inbound" },
  [`${ISTIO}excludeOutboundPorts`]: { side: "outbound" },
  [`${ISTIO}excludeOutboundIPRanges`]: { side: "outbound" },
  [`${ISTIO}excludeInterfaces`]: { side: "inbound" },
  [`${ISTIO}includeInboundPorts`]: { side: "inbound", isBad: (value) => value !== "*" },
  [`${ISTIO}includeOutboundIPRanges`]: { side: "outbound", isBad: (value) => value !== "*" },
  [`${ISTIO}includeOutboundPorts`]: { side: "outbound", isBad: (value) => value !== "*" && value !== "" },
  [`${LINKERD}skip-inbound-ports`]: { side: "inbound" },
  [`${LINKERD}skip-outbound-ports`]: { side: "outbound" },
  [`${LINKERD}skip-subnets`]: { side: "inbound" },
};

/** Sources: Istio "Resource annotations" (traffic.sidecar.istio.io); Linkerd "Proxy configuration". */
export const captureBypass = definePodRule({
  id: "mesh/capture-bypass",
  title: "Traffic is led past the mesh proxy",
  severity: "medium",
  why: "What the proxy does not capture has no mutual TLS and no identity, and no authorization policy sees it. Inbound ports left out are open to every pod that reaches them.",
  remediation:
    "Remove the exclusion; where a protocol does not work through the proxy, mark the port opaque instead.",
  standards: { mitre: ["T1562"], owasp: ["K07"] },
  equivalents: { kyverno: ["prevent-linkerd-port-skipping"] },
  controls: ["port-skipping-capture-bypass"],
  waive:
    "A protocol that speaks first, or a host agent, needs the port past the proxy, and it authenticates itself.",
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const [key, value] of Object.entries(pod.annotations)) {
      const known = ANNOTATIONS[key];
      if (!known) continue;
      const text = value.trim();
      if (known.isBad ? !known.isBad(text) : text === "") continue;
      const path = pod.metadataAt("annotations", key);
      const isEverything = known.side === "outbound" && /(^|,)0\.0\.0\.0\/0/.test(text);
      report({
        path,
        target: "key",
        ...(known.side === "inbound" || isEverything ? {} : { severity: "low" as const }),
        message: `${known.side} traffic goes past the proxy: "${text === "" ? "nothing is included" : text}"`,
        fixes: [fix("unsafe", `Remove ${key}`, remove(path))],
      });
    }
  },
});
