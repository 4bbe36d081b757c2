import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.5. */
export const kubeletCertificateAuthority = defineFlagRule({
  id: "control-plane/kubelet-certificate-authority",
  title: "API server does not verify kubelets",
  severity: "medium",
  why: "Without a certificate authority the API server accepts any certificate as the kubelet's: whoever stands between them reads and steers exec, logs and port-forward.",
  remediation:
    "Let kubelets get serving certificates from the cluster's authority (`serverTLSBootstrap: true`) and set `--kubelet-certificate-authority`.",
  standards: { cis: ["1.2.5"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_73"], trivy: ["KCV-0006"], kubescape: ["C-0117"], kics: ["ec18a0d3"] },
  controls: ["kubelet-certificate-authority"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "kubelet-certificate-authority",
  expect: { isSet: true },
  consequence: "any certificate passes for a kubelet's",
  absent: true,
});
