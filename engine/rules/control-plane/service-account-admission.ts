import { defineKeptPluginRule } from "./define-plugin-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.12. */
export const serviceAccountAdmission = defineKeptPluginRule({
  id: "control-plane/service-account-admission",
  title: "Pods are not given service accounts",
  severity: "medium",
  why: "Without the plugin pods run without an account of their own, so that programs are given shared or static credentials instead.",
  remediation: "Take `ServiceAccount` out of `--disable-admission-plugins`.",
  standards: { cis: ["1.2.12"], nsa: ["control-plane"], owasp: ["K06"] },
  equivalents: { checkov: ["CKV_K8S_82"], trivy: ["KCV-0014"], kubescape: ["C-0125"], kics: ["9587c890"] },
  controls: ["serviceaccount-plugin-not-disabled"],
  fixable: true,
  since: "0.1.0",
  plugins: { ServiceAccount: "pods are not given their own account and token" },
});
