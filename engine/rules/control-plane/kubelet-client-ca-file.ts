import { defineFlagRule } from "./define-flag-rule";

/** Kubeadm fills it in where a configuration leaves authentication out (k8s.io/kubernetes cmd/kubeadm/app/componentconfigs/kubelet.go). */
export const kubeletClientCaFile = defineFlagRule({
  id: "control-plane/kubelet-client-ca-file",
  title: "Kubelet cannot verify client certificates",
  severity: "medium",
  why: "The API server's certificate counts for nothing at this kubelet: it is anonymous there, so that anonymous requests have to be let in for exec and logs to work.",
  remediation: "Set `authentication.x509.clientCAFile` to the cluster's certificate authority.",
  standards: { cis: ["4.2.3"], nsa: ["control-plane"], owasp: ["K06"] },
  equivalents: {
    checkov: ["CKV_K8S_140"],
    trivy: ["KCV-0081"],
    kubescape: ["C-0174", "C-0070"],
    kics: ["e0e00aba"],
  },
  controls: ["kubelet-client-ca-file"],
  since: "0.1.0",
  components: ["kubelet"],
  flag: "client-ca-file",
  expect: { isSet: true },
  consequence: "the API server is anonymous to it",
  absent: (component) =>
    component.source === "pod" ||
    component.flags.some(({ name }) => /^(anonymous-auth|authentication-token-webhook)$/.test(name)),
});
