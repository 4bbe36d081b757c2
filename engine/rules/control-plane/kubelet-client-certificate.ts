import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.4. */
export const kubeletClientCertificate = defineFlagRule({
  id: "control-plane/kubelet-client-certificate",
  title: "API server has no client certificate for kubelets",
  severity: "medium",
  why: "Without a client certificate the API server is anonymous to the kubelets, so they have to let anonymous requests run commands in containers.",
  remediation: "Set `--kubelet-client-certificate` and `--kubelet-client-key`.",
  standards: { cis: ["1.2.4"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_72"], trivy: ["KCV-0005"], kubescape: ["C-0116"], kics: ["36a27826"] },
  controls: ["kubelet-client-cert-key"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "kubelet-client-certificate",
  expect: { isSet: true, with: ["kubelet-client-key"] },
  consequence: "it is anonymous to kubelets, which must then trust anonymous requests",
  absent: true,
});
