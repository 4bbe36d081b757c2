import { hasFlag } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 2.6. */
export const etcdPeerAutoTls = defineFlagRule({
  id: "control-plane/etcd-peer-auto-tls",
  title: "etcd members make their own certificates",
  severity: "medium",
  why: "Self-made certificates cannot be verified: whoever stands between two members passes for either.",
  remediation: "Remove `--peer-auto-tls`; set `--peer-cert-file` and `--peer-key-file`.",
  standards: { cis: ["2.6"], nsa: ["control-plane"], mitre: ["T1557"], owasp: ["K09"] },
  equivalents: { trivy: ["KCV-0047"], kubescape: ["C-0158"], kics: ["ae8827e2"] },
  controls: ["etcd-peer-auto-tls"],
  fixable: true,
  since: "0.1.0",
  components: ["etcd"],
  flag: "peer-auto-tls",
  expect: { is: false },
  consequence: "members cannot verify each other",
  absent: false,
  fixWhen: (component) => hasFlag(component, "peer-cert-file"),
  fix: { safety: "unsafe", value: "false" },
});
