import { defineFlagRule } from "./define-flag-rule";

/** Without effect since 1.19 and removed in 1.22 (kubernetes/kubernetes#91630, #101178). */
export const kubeletHttps = defineFlagRule({
  id: "control-plane/kubelet-https",
  title: "API server speaks plain HTTP to kubelets",
  severity: "high",
  why: "What exec, logs and port-forward carry can be read and changed by anyone on the way between the API server and the node.",
  remediation: "Remove `--kubelet-https=false`; API servers from 1.19 on use HTTPS in any case.",
  standards: { nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_71"], trivy: ["KCV-0004"], kics: ["cdc8b54e"] },
  controls: ["kubelet-https-not-false"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "kubelet-https",
  expect: { is: true },
  consequence: "exec and logs travel in clear between API server and node",
  absent: false,
  when: (_, version) => version < 19,
  fix: { safety: "safe", remove: true },
});
