import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.23. */
export const etcdClientCertificate = defineFlagRule({
  id: "control-plane/etcd-client-certificate",
  title: "API server has no client certificate for etcd",
  severity: "high",
  why: "An API server without a client certificate needs an etcd that lets everybody in: whoever reaches it reads and writes every object, Secrets and roles included.",
  remediation: "Set `--etcd-certfile` and `--etcd-keyfile`, and let etcd ask for them.",
  standards: { cis: ["1.2.23"], nsa: ["control-plane"], mitre: ["T1552"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_99"], trivy: ["KCV-0026"], kubescape: ["C-0137"], kics: ["895a5a95"] },
  controls: ["etcd-certfile-keyfile"],
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "etcd-certfile",
  expect: { isSet: true, with: ["etcd-keyfile"] },
  consequence: "etcd has to let everybody in who reaches it",
  absent: true,
});
