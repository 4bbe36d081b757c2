import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** The TLS settings `t` verify nothing, or there is no TLS at all. */
const IS_OPEN =
  "t.?insecureSkipVerify.orValue(false) == true || t.?mode.orValue('') == 'DISABLE' || (t.?mode.orValue('') in ['SIMPLE', 'MUTUAL'] && t.?caCertificates.orValue('') == '' && t.?credentialName.orValue('') == '' && t.?subjectAltNames.orValue([]).size() == 0 && t.?sni.orValue('') == '')";

/** Of a traffic policy `p`, or of the settings of one of its ports. */
const hasOpen = (policy: string) => `[${policy}.?tls.orValue({})].exists(t, ${IS_OPEN})`;

const POLICY = `${hasOpen("p")} || p.?portLevelSettings.orValue([]).exists(q, ${hasOpen("q")})`;

/** Connections whose certificate is not verified, or that are plain text: of the whole, and by subset. */
export const tlsOriginationUnverifiedPolicy: PolicySource = {
  rule: "mesh/tls-origination-unverified",
  match: [{ group: "networking.istio.io", resources: ["destinationrules"] }],
  offences: `${when(`[variables.spec.?trafficPolicy.orValue({})].exists(p, ${POLICY})`, "trafficPolicy")} + variables.spec.?subsets.orValue([]).filter(s, [s.?trafficPolicy.orValue({})].exists(p, ${POLICY})).map(s, 'subset ' + string(s.?name.orValue('?')))`,
};
