import { listAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { INGRESS_KINDS } from "./ingress";
import { hasTlsElsewhere } from "./tls-elsewhere";

/** Source: kubernetes.io "Ingress", TLS. */
export const ingressWithoutTls = defineResourceRule({
  id: "edge/ingress-without-tls",
  title: "Ingress serves plain HTTP",
  severity: "medium",
  why: "Sessions, tokens and passwords cross every network on the way in clear text. Whoever sits on the path reads and changes them.",
  remediation:
    "Add `spec.tls` with the hosts and a Secret that holds their certificate, or declare what terminates TLS in front (`edge.tlsTerminatedBy`).",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  equivalents: {
    kubescape: ["C-0263"],
    polaris: ["tlsSettingsMissing"],
    kyverno: ["require-ingress-https"],
    gatekeeper: ["K8sHttpsOnly"],
    terrascan: ["AC_K8S_0002"],
  },
  controls: ["ingress-without-tls"],
  waive: "A proxy in front terminates TLS and the hop behind it is trusted.",
  since: "0.1.0",
  appliesTo: INGRESS_KINDS,
  check({ resource, options, report }) {
    if (listAt(resource.object, "spec", "tls").length > 0 || hasTlsElsewhere(resource, options)) return;
    const host = stringAt(resource.object, "spec", "rules", 0, "host");
    report({
      path: ["spec", "tls"],
      message: host ? `"${host}" is served without TLS` : "this Ingress has no TLS",
    });
  },
});
