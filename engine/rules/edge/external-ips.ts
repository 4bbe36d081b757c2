import { fix, remove } from "../../fixes/change";
import { listAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: CVE-2020-8554; `externalIPs` are deprecated since Kubernetes 1.36. */
export const externalIps = defineResourceRule({
  id: "edge/external-ips",
  title: "Service claims external IPs",
  severity: "high",
  why: "Every node then sends traffic for these addresses to the Service, whoever owns them. CVE-2020-8554 intercepts other people's traffic this way, and there is no fix but not to use the field.",
  remediation: "Remove `externalIPs`; use a LoadBalancer, an ingress or a gateway.",
  standards: { mitre: ["T1557"], owasp: ["K07"] },
  equivalents: {
    trivy: ["KSV-0108"],
    kyverno: ["restrict-external-ips"],
    gatekeeper: ["K8sExternalIPs"],
    terrascan: ["AC_K8S_0112"],
  },
  controls: ["service-externalips-cve-2020-8554"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Service"],
  check({ resource, report }) {
    const addresses = listAt(resource.object, "spec", "externalIPs");
    if (addresses.length === 0) return;
    report({
      path: ["spec", "externalIPs"],
      target: "key",
      message: `nodes answer for ${addresses.length === 1 ? `address ${String(addresses[0])}` : `${addresses.length} addresses`} that the Service claims`,
      fixes: [fix("unsafe", "Remove externalIPs", remove(["spec", "externalIPs"]))],
    });
  },
});
