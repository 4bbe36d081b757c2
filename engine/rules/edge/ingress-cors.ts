import { fix, set } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS } from "./ingress";

const NGINX = "nginx.ingress.kubernetes.io";

/** Source: ingress-nginx annotations: `cors-allow-origin` is `*` and `cors-allow-credentials` is true by default. */
export const ingressCors = defineResourceRule({
  id: "edge/ingress-cors",
  title: "Ingress lets every site call with the user's credentials",
  severity: "medium",
  why: "With CORS on for every origin and with credentials, any page that a signed-in user opens may read and act in their name.",
  remediation: "Name the origins in `cors-allow-origin`, or switch credentials off.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    const { annotations } = resource;
    if (annotations[`${NGINX}/enable-cors`] !== "true") return;
    const origin = annotations[`${NGINX}/cors-allow-origin`];
    if (origin !== undefined && origin.trim() !== "*") return;
    if (annotations[`${NGINX}/cors-allow-credentials`] === "false") return;
    const key = origin === undefined ? `${NGINX}/enable-cors` : `${NGINX}/cors-allow-origin`;
    report({
      path: ["metadata", "annotations", key],
      message: "CORS admits every origin, with credentials",
      fixes: [
        fix(
          "harden",
          "Allow no credentials across origins",
          set(["metadata", "annotations", `${NGINX}/cors-allow-credentials`], "false"),
        ),
      ],
    });
  },
});
