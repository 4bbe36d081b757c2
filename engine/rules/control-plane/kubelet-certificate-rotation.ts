import { defineFlagRule } from "./define-flag-rule";

/** Kubeadm sets it in every configuration it writes (k8s.io/kubernetes cmd/kubeadm/app/componentconfigs/kubelet.go). */
export const kubeletCertificateRotation = defineFlagRule({
  id: "control-plane/kubelet-certificate-rotation",
  title: "Kubelet's certificate is not rotated",
  severity: "medium",
  why: "The kubelet's client certificate expires after a year and the node drops out, or it is made to last for ever and so does a stolen one.",
  remediation: "Set `rotateCertificates: true`.",
  standards: { cis: ["4.2.10"], nsa: ["control-plane"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_149"], trivy: ["KCV-0090"], kubescape: ["C-0182"], kics: ["52d70f2e"] },
  controls: ["rotate-certificates"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "rotate-certificates",
  expect: { is: true },
  consequence: "its client certificate expires or lasts too long",
  absent: (component) =>
    component.source === "pod" ||
    component.flags.some(({ name }) =>
      /^(anonymous-auth|authentication-token-webhook|authorization-mode)$/.test(name),
    ),
  fix: { safety: "safe", value: "true" },
});
