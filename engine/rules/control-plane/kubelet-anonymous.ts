import { defineFlagRule } from "./define-flag-rule";

/** True by default as a flag, false in a KubeletConfiguration (k8s.io/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go). */
export const kubeletAnonymous = defineFlagRule({
  id: "control-plane/kubelet-anonymous",
  title: "Kubelet answers anonymous requests",
  severity: "high",
  why: "Whoever reaches port 10250 may ask the kubelet without a login, and with an authorization that lets it pass runs commands in every container of the node.",
  remediation: "Set `authentication.anonymous.enabled: false` in the kubelet's configuration.",
  standards: { cis: ["4.2.1"], nsa: ["control-plane"], mitre: ["T1133"], owasp: ["K06"] },
  equivalents: {
    checkov: ["CKV_K8S_138"],
    trivy: ["KCV-0079"],
    kubescape: ["C-0172", "C-0069"],
    kics: ["1de5cc51"],
  },
  controls: ["kubelet-anonymous-auth-off"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "anonymous-auth",
  expect: { is: false },
  consequence: "whoever reaches port 10250 needs no login",
  absent: (component) => component.source === "pod",
  fix: { safety: "unsafe", value: "false" },
});
