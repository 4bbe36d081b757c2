import type { PolicySource } from "../../policy-source";
import { listOf } from "../expressions";

const ISTIO = "traffic.sidecar.istio.io/";
const LINKERD = "config.linkerd.io/";
const EXCLUDING = [
  ...["excludeInboundPorts", "excludeOutboundPorts", "excludeOutboundIPRanges", "excludeInterfaces"].map(
    (name) => `${ISTIO}${name}`,
  ),
  ...["skip-inbound-ports", "skip-outbound-ports", "skip-subnets"].map((name) => `${LINKERD}${name}`),
];
const ANNOTATIONS = `(k in ${listOf(EXCLUDING)} && variables.annotations[k].trim() != '') || (k in ['${ISTIO}includeInboundPorts', '${ISTIO}includeOutboundIPRanges'] && variables.annotations[k].trim() != '*') || (k == '${ISTIO}includeOutboundPorts' && !(variables.annotations[k].trim() in ['*', '']))`;

/** Annotations that let traffic past the proxy. */
export const captureBypassPolicy: PolicySource = {
  rule: "mesh/capture-bypass",
  match: "pods",
  offences: `variables.annotations.filter(k, ${ANNOTATIONS}).map(k, 'annotation ' + k)`,
};
