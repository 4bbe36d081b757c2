import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS, ingressRules, isApplicationGateway } from "./ingress";

/** Sources: AGIC docs/annotations.md (`waf-policy-for-path`); ingress-nginx annotations (ModSecurity). */
export const wafAbsent = defineResourceRule({
  id: "edge/waf-absent",
  title: "No web application firewall in front of the Ingress",
  severity: "low",
  why: "Known attacks on frameworks and libraries reach the application unfiltered until it is patched. Application Gateway has a firewall, but a path without a policy uses the gateway's own or none.",
  remediation:
    "Name a WAF policy by `appgw.ingress.kubernetes.io/waf-policy-for-path` (its full ARM id), and keep the firewall switched on.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  waive: "The gateway itself carries a WAF policy in prevention mode, or a firewall stands further in front.",
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, report }) {
    const { annotations } = resource;
    for (const key of [
      "nginx.ingress.kubernetes.io/enable-modsecurity",
      "nginx.ingress.kubernetes.io/enable-owasp-core-rules",
    ]) {
      if (annotations[key] === "false")
        report({ path: ["metadata", "annotations", key], message: `"${key}" switches the firewall off` });
    }
    if (!isApplicationGateway(resource) || ingressRules(resource).length === 0) return;
    const key = "appgw.ingress.kubernetes.io/waf-policy-for-path";
    const policy = annotations[key] ?? "";
    if (policy === "") {
      report({
        path: ["metadata", "annotations", key],
        message: "no WAF policy is named for these paths of the Application Gateway",
      });
    } else if (
      !/^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\//i.test(policy)
    ) {
      report({
        path: ["metadata", "annotations", key],
        message: "the WAF policy is no full ARM id, so Application Gateway does not find it",
      });
    }
  },
});
