import { append, fix } from "../../fixes/change";
import { mapsAt, stringsAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { hostCoveredBy, INGRESS_KINDS, ingressRules } from "./ingress";
import { hasTlsElsewhere } from "./tls-elsewhere";

/** Source: networking/v1 `IngressTLS.hosts`: without hosts an entry holds for all of them. */
export const ingressHostNotInTls = defineResourceRule({
  id: "edge/ingress-host-not-in-tls",
  title: "Ingress host is not covered by its TLS section",
  severity: "medium",
  why: "The host is served without TLS, or with the controller's self-signed default certificate. Users learn to click the warning away, and an attacker on the path needs no more.",
  remediation: "Name the host in the `hosts` of the TLS entry whose certificate covers it.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  equivalents: { kyverno: ["ingress-host-match-tls"] },
  controls: ["ingress-empty-wildcard-host-host-not-in-tls"],
  fixable: true,
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, options, report }) {
    const entries = mapsAt(resource.object, "spec", "tls");
    if (entries.length === 0 || hasTlsElsewhere(resource, options)) return;
    const hosts = entries.flatMap(({ value }) => stringsAt(value, "hosts"));
    if (entries.some(({ value }) => stringsAt(value, "hosts").length === 0)) return;
    for (const rule of ingressRules(resource)) {
      const { host } = rule;
      if (!host || hosts.some((name) => hostCoveredBy(host, name))) continue;
      const only = entries.length === 1 ? entries[0] : undefined;
      report({
        path: [...rule.path, "host"],
        message: `"${host}" is in no entry of spec.tls`,
        fixes: only
          ? [fix("input", `Add ${host} to the TLS hosts`, append(["spec", "tls", only.index, "hosts"], host))]
          : [],
      });
    }
  },
});
