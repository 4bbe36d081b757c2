import { hasFlag } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 2.2. */
export const etcdClientAuthentication = defineFlagRule({
  id: "control-plane/etcd-client-authentication",
  title: "etcd lets everybody in",
  severity: "critical",
  why: "etcd holds every object of the cluster and knows no rights: whoever reaches it without having to show a certificate reads all Secrets and makes himself cluster admin.",
  remediation: "Set `--client-cert-auth=true` and `--trusted-ca-file`.",
  standards: { cis: ["2.2"], nsa: ["control-plane"], mitre: ["T1552"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_117"], trivy: ["KCV-0043"], kubescape: ["C-0154"], kics: ["9391103a"] },
  controls: ["etcd-client-cert-auth"],
  fixable: true,
  since: "0.1.0",
  components: ["etcd"],
  flag: "client-cert-auth",
  expect: { is: true },
  consequence: "whoever reaches its port reads every Secret and writes every role",
  absent: true,
  fixWhen: (component) => hasFlag(component, "trusted-ca-file"),
  fix: { safety: "harden", value: "true" },
});
