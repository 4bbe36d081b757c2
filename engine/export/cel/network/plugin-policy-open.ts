import type { PolicySource } from "../../policy-source";
import { EVERY_ADDRESS } from "../edges";
import { when } from "../expressions";

const CILIUM = `([variables.spec] + variables.root.?specs.orValue([])).exists(s, s.?ingress.orValue([]).exists(r, ${ciliumOpen("from")}) || s.?egress.orValue([]).exists(r, ${ciliumOpen("to")}))`;

function ciliumOpen(side: "from" | "to"): string {
  return `r.size() == 0 || (r.?toPorts.orValue([]).size() == 0 && (r.?${side}Entities.orValue([]).exists(e, e in ['all', 'world']) || r.?${side}CIDR.orValue([]).exists(a, a in ${EVERY_ADDRESS})))`;
}

const CALICO = `variables.spec.?ingress.orValue([]).exists(r, ${calicoOpen("source", "destination")}) || variables.spec.?egress.orValue([]).exists(r, ${calicoOpen("destination", "source")})`;

function calicoOpen(side: string, other: string): string {
  return `r.?action.orValue('') == 'Allow' && !r.?protocol.hasValue() && !r.?http.hasValue() && !r.?${other}.hasValue() && (r.?${side}.orValue({}).size() == 0 || r.${side}.?nets.orValue([]).exists(a, a in ${EVERY_ADDRESS}))`;
}

/** Policies of Cilium and Calico that let everybody through on every port. */
export const pluginPolicyOpenPolicy: PolicySource = {
  rule: "network/plugin-policy-open",
  match: [
    { group: "cilium.io", resources: ["ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"] },
    { group: "crd.projectcalico.org", resources: ["networkpolicies", "globalnetworkpolicies"] },
    { group: "projectcalico.org", resources: ["networkpolicies", "globalnetworkpolicies"] },
  ],
  offences: when(`variables.root.kind.startsWith('Cilium') ? ${CILIUM} : ${CALICO}`, "a rule"),
};
