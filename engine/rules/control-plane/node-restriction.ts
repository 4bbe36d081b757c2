import { defineWantedPluginRule } from "./define-plugin-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.14. */
export const nodeRestriction = defineWantedPluginRule({
  id: "control-plane/node-restriction",
  title: "Nodes may change each other",
  severity: "high",
  why: "Whoever takes over one kubelet can relabel, taint or delete other nodes and draw their pods, with their Secrets, to himself.",
  remediation: "Add `NodeRestriction` to `--enable-admission-plugins`.",
  standards: { cis: ["1.2.14"], nsa: ["control-plane"], mitre: ["T1078"], owasp: ["K03"] },
  equivalents: { checkov: ["CKV_K8S_85"], trivy: ["KCV-0016"], kubescape: ["C-0127"], kics: ["33fc6923"] },
  controls: ["noderestriction"],
  fixable: true,
  since: "0.1.0",
  plugin: "NodeRestriction",
  consequence: "a node may change every other node and the pods on it",
  fix: "harden",
});
