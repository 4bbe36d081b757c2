import { defineWantedPluginRule } from "./define-plugin-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.9. */
export const eventRateLimit = defineWantedPluginRule({
  id: "control-plane/event-rate-limit",
  title: "Events are not limited",
  severity: "low",
  why: "A program that writes events without end fills etcd and keeps the API server busy.",
  remediation:
    "Add `EventRateLimit` to `--enable-admission-plugins` and configure it in the AdmissionConfiguration.",
  standards: { cis: ["1.2.9"], nsa: ["control-plane"], mitre: ["T1499"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_78"], trivy: ["KCV-0010"], kubescape: ["C-0121"], kics: ["e0099af2"] },
  opinion: true,
  controls: ["eventratelimit-plugin"],
  since: "0.1.0",
  plugin: "EventRateLimit",
  consequence: "a flood of events can exhaust it",
});
