import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.24. */
export const servingCertificate = defineFlagRule({
  id: "control-plane/serving-certificate",
  title: "API server makes its own certificate",
  severity: "medium",
  why: "A certificate that the API server signs itself cannot be verified by its clients, which then learn to accept any.",
  remediation:
    "Set `--tls-cert-file` and `--tls-private-key-file` to a certificate of the cluster's authority.",
  standards: { cis: ["1.2.24"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_100"], trivy: ["KCV-0027"], kubescape: ["C-0138"], kics: ["fa750c81"] },
  controls: ["tls-cert-file-private-key"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "tls-cert-file",
  expect: { isSet: true, with: ["tls-private-key-file"] },
  consequence: "it serves a self-signed certificate that no client can verify",
  absent: true,
});
