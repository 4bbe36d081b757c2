import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS } from "./ingress";

export const PREFIX = "nginx.ingress.kubernetes.io/";

/*
 * Annotations whose values ingress-nginx wrote into its configuration unquoted, and the advisories: CVE-2025-1097
 * (auth-tls-match-cn), CVE-2025-1098 (mirror), CVE-2025-24514 (auth-url), CVE-2026-3288 (rewrite-target),
 * CVE-2026-1580 and CVE-2026-24513 (auth), CVE-2023-5044 (permanent-redirect).
 */
export const INJECTABLE: Readonly<Record<string, string>> = {
  "auth-tls-match-cn": "CVE-2025-1097",
  "mirror-target": "CVE-2025-1098",
  "mirror-host": "CVE-2025-1098",
  "auth-url": "CVE-2025-24514",
  "auth-method": "CVE-2026-1580",
  "auth-signin": "CVE-2026-24513",
  "auth-proxy-set-headers": "CVE-2026-24513",
  "rewrite-target": "CVE-2026-3288",
  "permanent-redirect": "CVE-2023-5044",
  "temporal-redirect": "CVE-2023-5044",
  "app-root": "CVE-2021-25746",
  "x-forwarded-prefix": "CVE-2021-25746",
  "upstream-vhost": "CVE-2021-25746",
  "proxy-redirect-from": "CVE-2021-25746",
  "proxy-redirect-to": "CVE-2021-25746",
};

/** Ends a statement or opens a block; `$` and parentheses are ordinary in these values. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a newline is the attack.
const BREAKS_OUT = /[\u0000-\u001f;{}#`]/;

/** Directives that have no place in such a value. */
export const DIRECTIVES =
  /\b(ssl_engine|load_module|proxy_pass|content_by_lua|access_log|client_body_temp_path)\b/;

/** Source: the advisories of ingress-nginx; see the table above. */
export const ingressAnnotationInjection = defineResourceRule({
  id: "edge/ingress-annotation-injection",
  title: "Ingress annotation breaks out of the proxy's configuration",
  severity: "critical",
  why: "Values that end a statement of nginx's configuration make the controller run what follows. IngressNightmare (CVE-2025-1974) turned this into code execution from the pod network, and the controller may read every Secret.",
  remediation: "Write the value as a plain URL, name or path, and move to a controller that is maintained.",
  standards: { mitre: ["T1190", "T1552"], owasp: ["K07"] },
  equivalents: {
    trivy: ["KCV-0093"],
    kyverno: ["check-ingress-nginx-controller-version-and-annotation-policy"],
  },
  controls: ["ingress-nginx-annotation-injection-cve-2025-1974-family"],
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    for (const [key, value] of Object.entries(resource.annotations)) {
      const advisory = key.startsWith(PREFIX) ? INJECTABLE[key.slice(PREFIX.length)] : undefined;
      // A quantifier such as {2} is ordinary in auth-tls-match-cn, a regular expression.
      const text = value.replace(/\{\d+(,\d*)?\}/g, "").trim();
      if (!advisory || !(BREAKS_OUT.test(text) || DIRECTIVES.test(text))) continue;
      report({
        path: ["metadata", "annotations", key],
        message: `"${key}" holds what ends a statement of the proxy's configuration (${advisory})`,
      });
    }
  },
});
