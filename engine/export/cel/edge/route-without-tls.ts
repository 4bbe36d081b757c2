import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Routes without TLS, or with plain HTTP beside it. */
export const routeWithoutTlsPolicy: PolicySource = {
  rule: "edge/route-without-tls",
  match: [{ group: "route.openshift.io", resources: ["routes"] }],
  offences: ({ tlsTerminatedBy }) =>
    `${tlsTerminatedBy === undefined ? when("!variables.spec.?tls.hasValue()", "the Route") : "[]"} + ${when("variables.spec.?tls.?insecureEdgeTerminationPolicy.orValue('') == 'Allow'", "insecureEdgeTerminationPolicy")}`,
};
