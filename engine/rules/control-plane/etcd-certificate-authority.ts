import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.26. */
export const etcdCertificateAuthority = defineFlagRule({
  id: "control-plane/etcd-certificate-authority",
  title: "API server does not verify etcd",
  severity: "high",
  why: "Whoever stands between the API server and etcd can pass for etcd: every object read or written goes through their hands, Secrets included.",
  remediation: "Set `--etcd-cafile` to the authority of etcd's certificates.",
  standards: { cis: ["1.2.26"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_102"], trivy: ["KCV-0029"], kubescape: ["C-0140"], kics: ["3f5ff8a7"] },
  controls: ["etcd-cafile"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "etcd-cafile",
  expect: { isSet: true },
  consequence: "any server passes for etcd",
  absent: true,
});
