import { fix, remove } from "../../fixes/change";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS } from "./ingress";

/*
 * Sources: ingress-nginx annotations of risk Critical (annotations-risk-level, 1.12), F5 NGINX Ingress Controller
 * "Advanced configuration with snippets", HAProxy ingress "config-backend".
 */
export const SNIPPETS =
  /^(nginx\.ingress\.kubernetes\.io\/(configuration|server|stream|auth|modsecurity)-snippet|nginx\.org\/(server|location)-snippets|haproxy-ingress\.github\.io\/config-(backend|frontend|proxy|global)|haproxy\.org\/(backend|frontend)-config-snippet)$/;

/** Source: CVE-2021-25742 (kubernetes/kubernetes#126811). */
export const ingressSnippet = defineResourceRule({
  id: "edge/ingress-snippet",
  title: "Ingress injects raw proxy configuration",
  severity: "high",
  why: "A snippet is code that runs in the ingress controller with the controller's account: CVE-2021-25742 read every Secret of the cluster by one annotation.",
  remediation:
    "Remove the snippet; use the controller's own annotations, a Gateway API filter, or configuration that only platform owners may write.",
  standards: { mitre: ["T1190", "T1552"], owasp: ["K07"] },
  equivalents: {
    checkov: ["CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154"],
    kubescape: ["C-0059"],
    kyverno: ["disallow-ingress-nginx-custom-snippets", "restrict-annotations"],
    terrascan: ["AC_K8S_0050"],
  },
  controls: ["ingress-nginx-snippets-cve-2021-25742"],
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    for (const [key, value] of Object.entries(resource.annotations)) {
      if (!SNIPPETS.test(key) || value.trim() === "") continue;
      const runsCode = /\b(lua_|by_lua|alias|root)\b|_by_lua/.test(value);
      report({
        path: ["metadata", "annotations", key],
        target: "key",
        message: runsCode
          ? `"${key}" injects configuration that runs code or serves files of the controller`
          : `"${key}" injects raw configuration into the controller`,
        fixes: [fix("unsafe", `Remove ${key}`, remove(["metadata", "annotations", key]))],
      });
    }
  },
});
