import { fix, set } from "../../fixes/change";
import { listAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS } from "./ingress";

/** Annotations that keep plain HTTP alive beside TLS, and the value that ends it. */
export const KEYS: readonly (readonly [key: string, bad: string, good: string])[] = [
  ["nginx.ingress.kubernetes.io/ssl-redirect", "false", "true"],
  ["appgw.ingress.kubernetes.io/ssl-redirect", "false", "true"],
  ["haproxy-ingress.github.io/ssl-redirect", "false", "true"],
  ["haproxy.org/ssl-redirect", "false", "true"],
  ["nginx.org/redirect-to-https", "false", "true"],
  ["kubernetes.io/ingress.allow-http", "true", "false"],
];

/** Source: the controllers' annotation references. */
export const ingressPlainRedirect = defineResourceRule({
  id: "edge/ingress-plain-redirect",
  title: "Ingress with TLS still answers plain HTTP",
  severity: "medium",
  why: "A client that asks over HTTP is served over HTTP: an attacker on the path keeps it there and reads everything. TLS beside it protects only those who ask for it.",
  remediation: "Let the controller redirect to HTTPS, which is what it does without this annotation.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  controls: ["ingress-without-tls"],
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    if (listAt(resource.object, "spec", "tls").length === 0) return;
    for (const [key, bad, good] of KEYS) {
      if (resource.annotations[key] !== bad) continue;
      const path = ["metadata", "annotations", key];
      report({
        path,
        message: `"${key}: ${bad}" serves plain HTTP beside TLS`,
        fixes: [fix("harden", "Redirect to HTTPS", set(path, good))],
      });
    }
  },
});
