import type { PolicySource } from "../../policy-source";

const PLAIN =
  "(s.?port.?protocol.orValue('') in ['HTTP', 'HTTP2', 'GRPC'] && s.?tls.?httpsRedirect.orValue(false) != true && !s.?hosts.orValue([]).all(h, h.matches('[.](local|internal)$')))";

const FAULTY =
  "s.?tls.?minProtocolVersion.orValue('') in ['TLSV1_0', 'TLSV1_1'] || (s.?tls.?mode.orValue('') in ['SIMPLE', 'MUTUAL'] && s.?tls.?credentialName.orValue('') == '' && s.?tls.?serverCertificate.orValue('') == '' && s.?tls.?credentialNames.orValue([]).size() == 0) || s.?tls.?mode.orValue('') == 'OPTIONAL_MUTUAL'";

/** Servers without TLS, without a certificate, or with an old version. */
export const gatewayTlsPolicy: PolicySource = {
  rule: "mesh/gateway-tls",
  match: [{ group: "networking.istio.io", resources: ["gateways"] }],
  offences: ({ tlsTerminatedBy }) =>
    `variables.spec.?servers.orValue([]).filter(s, ${tlsTerminatedBy === undefined ? PLAIN : "false"} || ${FAULTY}).map(s, 'server ' + string(s.?port.?name.orValue(string(s.?port.?number.orValue(0)))))`,
};
