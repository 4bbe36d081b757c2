import { defineWantedPluginRule } from "./define-plugin-rule";

/** The plugin exists since 1.21 (KEP-2200). */
export const externalIpsAdmission = defineWantedPluginRule({
  id: "control-plane/external-ips-admission",
  title: "Services may claim any address",
  severity: "medium",
  why: "Whoever may create a Service can give it an address that others use and so receives their traffic (CVE-2020-8554).",
  remediation:
    "Add `DenyServiceExternalIPs` to `--enable-admission-plugins`, or refuse `externalIPs` by an admission policy.",
  standards: { cis: ["1.2.3"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { trivy: ["KCV-0003"], kubescape: ["C-0283", "C-0115"] },
  controls: ["denyserviceexternalips-admission-set-kcv-0003-and-c-0115-still-say-not-set-old-cis"],
  waive: "Clusters whose load balancer needs externalIPs, with an admission policy that limits them.",
  fixable: true,
  since: "0.1.0",
  plugin: "DenyServiceExternalIPs",
  consequence: "whoever may create Services can draw other pods' traffic to himself",
  fix: "harden",
  when: (_, version) => version >= 21,
});
