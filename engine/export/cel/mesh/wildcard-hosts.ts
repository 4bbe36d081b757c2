import type { PolicySource } from "../../policy-source";
import { flat } from "../expressions";

/** Servers and routes of the mesh for every name, the inventory apart. */
export const wildcardHostsPolicy: PolicySource = {
  rule: "mesh/wildcard-hosts",
  match: [{ group: "networking.istio.io", resources: ["gateways", "virtualservices"] }],
  offences: `(variables.root.kind == 'VirtualService' ? variables.spec.?hosts.orValue([]) : ${flat("variables.spec.?servers.orValue([]).map(s, s.?hosts.orValue([]).map(h, h.substring(h.indexOf('/') + 1)))")}).filter(h, h.startsWith('*') && !variables.ingressHosts.exists(i, i.split(' ')[0] == h)).map(h, 'host ' + h)`,
  parameter: "ingressHosts",
};
