import { flagOf, parseFlagBoolean } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 2.1. */
export const etcdCertificate = defineFlagRule({
  id: "control-plane/etcd-certificate",
  title: "etcd serves in clear",
  severity: "high",
  why: "Every object of the cluster travels in clear between etcd and its clients: whoever listens reads all Secrets.",
  remediation: "Set `--cert-file` and `--key-file`.",
  standards: { cis: ["2.1"], nsa: ["control-plane"], mitre: ["T1040"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_116"], trivy: ["KCV-0042"], kubescape: ["C-0153"], kics: ["075ca296"] },
  controls: ["etcd-cert-key"],
  since: "0.1.0",
  components: ["etcd"],
  flag: "cert-file",
  expect: { isSet: true, with: ["key-file"] },
  consequence: "every Secret travels in clear",
  absent: true,
  when: (component) => parseFlagBoolean(flagOf(component, "auto-tls")?.value) !== true,
});
