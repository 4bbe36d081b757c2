import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.3.5. */
export const rootCaFile = defineFlagRule({
  id: "control-plane/root-ca-file",
  title: "Pods cannot verify the API server",
  severity: "medium",
  why: "Pods get no certificate authority with their token, so that their clients cannot tell the API server from somebody in between.",
  remediation: "Set `--root-ca-file` to the cluster's certificate authority.",
  standards: { cis: ["1.3.5"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_111"], trivy: ["KCV-0037"], kubescape: ["C-0148"], kics: ["05fb986f"] },
  controls: ["root-ca-file"],
  since: "0.1.0",
  components: ["kube-controller-manager"],
  flag: "root-ca-file",
  expect: { isSet: true },
  consequence: "pods get no authority to verify the API server by",
  absent: true,
});
