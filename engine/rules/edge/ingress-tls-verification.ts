import { fix, set } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS } from "./ingress";

const NGINX = "nginx.ingress.kubernetes.io";

/** Source: ingress-nginx annotations: client certificate authentication and backend certificate authentication. */
export const ingressTlsVerification = defineResourceRule({
  id: "edge/ingress-tls-verification",
  title: "Ingress does not verify a certificate that it asks for",
  severity: "medium",
  why: "A certificate that nobody checks proves nothing: any client, or anybody between the controller and the backend, may present one of its own.",
  remediation: "Verify the certificate against the authority that issued it.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    const { annotations } = resource;
    const client = annotations[`${NGINX}/auth-tls-verify-client`];
    if (
      annotations[`${NGINX}/auth-tls-secret`] &&
      (client === "off" || client === "optional_no_ca" || client === "optional")
    ) {
      const path = ["metadata", "annotations", `${NGINX}/auth-tls-verify-client`];
      report({
        path,
        message: `"${client}" admits clients without a certificate of the authority`,
        fixes: [fix("harden", "Require the client's certificate", set(path, "on"))],
      });
    }
    if (annotations[`${NGINX}/proxy-ssl-secret`] && annotations[`${NGINX}/proxy-ssl-verify`] === "off") {
      const path = ["metadata", "annotations", `${NGINX}/proxy-ssl-verify`];
      report({
        path,
        message: "the backend's certificate is not verified although its authority is given",
        fixes: [fix("harden", "Verify the backend's certificate", set(path, "on"))],
      });
    }
  },
});
