import { defineFlagRule } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 1.2.27. */
export const encryptionAtRest = defineFlagRule({
  id: "control-plane/encryption-at-rest",
  title: "Secrets are stored in clear",
  severity: "medium",
  why: "By default etcd holds every Secret in clear: a copy of its disk or of a backup gives them all.",
  remediation:
    "Write an EncryptionConfiguration with `kms` v2 or `secretbox` first and pass it by `--encryption-provider-config`.",
  standards: { cis: ["1.2.27"], nsa: ["secrets-encryption"], mitre: ["T1552"], owasp: ["K08"] },
  equivalents: { trivy: ["KCV-0030"], kubescape: ["C-0141"], kics: ["cbd2db69"] },
  controls: ["encryption-provider-config", "encryption-at-rest"],
  waive: "etcd on a disk that is encrypted with a key held elsewhere, and backups that are encrypted too.",
  since: "0.1.0",
  components: ["kube-apiserver"],
  flag: "encryption-provider-config",
  expect: { isSet: true },
  consequence: "etcd and its backups hold every Secret in clear",
  absent: true,
});
