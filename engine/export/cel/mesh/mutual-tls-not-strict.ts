import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Mutual TLS that is off or optional. */
export const mutualTlsNotStrictPolicy: PolicySource = {
  rule: "mesh/mutual-tls-not-strict",
  match: [{ group: "security.istio.io", resources: ["peerauthentications"] }],
  offences: `${when("variables.spec.?mtls.?mode.orValue('') in ['PERMISSIVE', 'DISABLE']", "mtls")} + variables.spec.?portLevelMtls.orValue({}).filter(p, variables.spec.portLevelMtls[p].?mode.orValue('') in ['PERMISSIVE', 'DISABLE']).map(p, 'port ' + p)`,
};
