import { hasFlag } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 2.5. */
export const etcdPeerAuthentication = defineFlagRule({
  id: "control-plane/etcd-peer-authentication",
  title: "Anybody may join etcd",
  severity: "high",
  why: "Whoever reaches the peer port can pass for a member and is sent a copy of every object, Secrets included.",
  remediation: "Set `--peer-client-cert-auth=true` and `--peer-trusted-ca-file`.",
  standards: { cis: ["2.5"], nsa: ["control-plane"], mitre: ["T1552"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_121"], trivy: ["KCV-0046"], kubescape: ["C-0157"], kics: ["b7d0181d"] },
  controls: ["etcd-peer-client-cert-auth"],
  fixable: true,
  since: "0.1.0",
  components: ["etcd"],
  flag: "peer-client-cert-auth",
  expect: { is: true },
  consequence: "whoever reaches its peer port passes for a member",
  absent: true,
  fixWhen: (component) => hasFlag(component, "peer-trusted-ca-file"),
  fix: { safety: "harden", value: "true" },
});
