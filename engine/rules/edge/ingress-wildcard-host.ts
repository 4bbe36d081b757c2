import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS, ingressRules, isChallengeSolver } from "./ingress";
import { isInInventory } from "./inventory-of-hosts";

/** Source: networking/v1 `IngressRule.host`: an absent host takes every host that reaches the controller. */
export const ingressWildcardHost = defineResourceRule({
  id: "edge/ingress-wildcard-host",
  title: "Ingress answers for hosts it does not name",
  severity: "medium",
  why: "A rule without a host, or with a wildcard, also answers for names nobody planned, and takes traffic that was meant for others. Dangling subdomains become a way in.",
  remediation: "Name each host; declare a wildcard that is meant in the ingress inventory.",
  standards: { mitre: ["T1190"], owasp: ["K07"] },
  equivalents: {
    kyverno: ["disallow-empty-ingress-host", "restrict-ingress-wildcard"],
    gatekeeper: ["K8sBlockWildcardIngress"],
  },
  controls: ["ingress-empty-wildcard-host-host-not-in-tls"],
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, options, report }) {
    if (isChallengeSolver(resource)) return;
    for (const rule of ingressRules(resource)) {
      const host = rule.host ?? "";
      if (host !== "" && !host.includes("*")) continue;
      if (host !== "" && isInInventory(host, options.ingressInventory)) continue;
      report({
        path: [...rule.path, "host"],
        message:
          host === "" ? "this rule answers for every host" : `"${host}" answers for every name below it`,
      });
    }
  },
});
