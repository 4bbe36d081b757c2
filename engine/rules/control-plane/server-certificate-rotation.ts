import { defineListFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.3.6, 4.2.11. */
export const serverCertificateRotation = defineListFlagRule({
  id: "control-plane/server-certificate-rotation",
  title: "Rotation of kubelet serving certificates is switched off",
  severity: "medium",
  why: "Kubelets fall back on certificates that they sign themselves and that nobody can verify or replace in time.",
  remediation: "Take `RotateKubeletServerCertificate=false` out of the feature gates.",
  standards: { cis: ["1.3.6", "4.2.11"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: {
    checkov: ["CKV_K8S_112"],
    trivy: ["KCV-0038", "KCV-0091"],
    kubescape: ["C-0149", "C-0183"],
    kics: ["1c621b8e"],
  },
  controls: ["rotatekubeletservercertificate-kcm", "rotatekubeletservercertificate"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-controller-manager", "kubelet"],
  flag: "feature-gates",
  isBad: (value) => /^RotateKubeletServerCertificate=(false|f|0)$/i.test(value),
  consequence: () => "kubelets keep certificates that nobody can verify",
  fix: "unsafe",
});
