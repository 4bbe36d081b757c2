import { defineKeptPluginRule } from "./define-plugin-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.13. */
export const namespaceLifecycle = defineKeptPluginRule({
  id: "control-plane/namespace-lifecycle",
  title: "Namespaces are not guarded",
  severity: "medium",
  why: "Objects can be made in namespaces that are going away or were never made, where no policy, quota or role binding looks after them.",
  remediation: "Take `NamespaceLifecycle` out of `--disable-admission-plugins`.",
  standards: { cis: ["1.2.13"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_83"], trivy: ["KCV-0015"], kubescape: ["C-0126"], kics: ["1ffe7bf7"] },
  controls: ["namespacelifecycle-not-disabled"],
  fixable: true,
  since: "0.1.0",
  plugins: { NamespaceLifecycle: "objects can be made in namespaces that are being deleted or do not exist" },
});
