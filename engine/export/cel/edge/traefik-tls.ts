import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

const PLAIN = when(
  "variables.spec.?entryPoints.orValue([]).size() > 0 && variables.spec.entryPoints.all(e, e in ['web', 'http']) && !variables.spec.?tls.hasValue() && !variables.spec.?routes.orValue([]).exists(r, r.?middlewares.orValue([]).exists(m, m.?name.orValue('').contains('redirect')))",
  "the route",
);

/** Plain routes, options for the whole cluster, and old versions of TLS. */
export const traefikTlsPolicy: PolicySource = {
  rule: "edge/traefik-tls",
  match: [
    { group: "traefik.io", resources: ["ingressroutes", "tlsoptions"] },
    { group: "traefik.containo.us", resources: ["ingressroutes", "tlsoptions"] },
  ],
  offences: ({ tlsTerminatedBy }) =>
    `variables.root.kind == 'IngressRoute' ? ${tlsTerminatedBy === undefined ? PLAIN : "[]"} : ${when("variables.root.metadata.?name.orValue('') == 'default'", "the name default")} + ${when("variables.spec.?minVersion.orValue('') in ['VersionTLS10', 'VersionTLS11']", "minVersion")}`,
};
