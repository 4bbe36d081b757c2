import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Workloads that may call hosts that nothing names. */
export const outboundAnyPolicy: PolicySource = {
  rule: "mesh/outbound-any",
  match: [
    { group: "networking.istio.io", resources: ["sidecars", "serviceentries"] },
    { group: "install.istio.io", resources: ["istiooperators"] },
    { group: "sailoperator.io", resources: ["istios"] },
  ],
  offences: `variables.root.kind == 'ServiceEntry' ? variables.spec.?hosts.orValue([]).filter(h, h.matches('^([*]|[*][.][a-z]+)$')).map(h, 'host ' + h) : ${when("(variables.root.kind == 'Sidecar' ? variables.spec : variables.root.kind == 'Istio' ? variables.spec.?values.?meshConfig.orValue({}) : variables.spec.?meshConfig.orValue({})).?outboundTrafficPolicy.?mode.orValue('') == 'ALLOW_ANY'", "outboundTrafficPolicy")}`,
};
