import { flagOf, parseFlagBoolean } from "../../control-plane/component";
import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 2.4. */
export const etcdPeerCertificate = defineFlagRule({
  id: "control-plane/etcd-peer-certificate",
  title: "etcd members talk in clear",
  severity: "high",
  why: "The members copy every object of the cluster to each other in clear: whoever listens reads all Secrets.",
  remediation: "Set `--peer-cert-file` and `--peer-key-file`.",
  standards: { cis: ["2.4"], nsa: ["control-plane"], mitre: ["T1040"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_119"], trivy: ["KCV-0045"], kubescape: ["C-0156"], kics: ["09bb9e96"] },
  controls: ["etcd-peer-cert-key"],
  since: "0.1.0",
  components: ["etcd"],
  flag: "peer-cert-file",
  expect: { isSet: true, with: ["peer-key-file"] },
  consequence: "members copy every Secret to each other in clear",
  absent: true,
  when: (component) => parseFlagBoolean(flagOf(component, "peer-auto-tls")?.value) !== true,
});
