import { hasFlag } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 2.3. */
export const etcdAutoTls = defineFlagRule({
  id: "control-plane/etcd-auto-tls",
  title: "etcd makes its own certificates",
  severity: "medium",
  why: "A self-made certificate cannot be verified: whoever stands between etcd and the API server passes for either.",
  remediation: "Remove `--auto-tls`; set `--cert-file` and `--key-file`.",
  standards: { cis: ["2.3"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_118"], trivy: ["KCV-0044"], kubescape: ["C-0155"], kics: ["98ce8b81"] },
  controls: ["etcd-auto-tls"],
  fixable: true,
  since: "0.1.0",
  components: ["etcd"],
  flag: "auto-tls",
  expect: { is: false },
  consequence: "clients cannot verify its self-made certificate",
  absent: false,
  fixWhen: (component) => hasFlag(component, "cert-file"),
  fix: { safety: "unsafe", value: "false" },
});
