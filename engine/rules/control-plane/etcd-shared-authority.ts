import { effectiveValue, flagOf } from "../../control-plane/component";
import { defineComponentRule, describeFlag } from "./define-flag-rule";

/** Source: CIS Kubernetes Benchmark 1.12, 2.7. */
export const etcdSharedAuthority = defineComponentRule({
  id: "control-plane/etcd-shared-authority",
  title: "etcd trusts the cluster's certificate authority",
  severity: "medium",
  why: "Every client certificate of the cluster, each node's and each user's, is then a login to etcd, which knows no rights.",
  remediation: "Give etcd a certificate authority of its own.",
  standards: { cis: ["2.7"], nsa: ["control-plane"], mitre: ["T1078"], owasp: ["K09"] },
  equivalents: { kubescape: ["C-0159"], kics: ["cb7e695d"] },
  controls: ["unique-ca-for-etcd"],
  since: "0.1.0",
  components: ["etcd", "kube-apiserver"],
  check({ component, report }) {
    const [own, other] =
      component.name === "etcd" ? ["trusted-ca-file", undefined] : ["etcd-cafile", "client-ca-file"];
    const flag = flagOf(component, own);
    const shared = other === undefined ? CLUSTER_AUTHORITY : effectiveValue(component, other);
    if (flag?.value === undefined || flag.value !== shared) return;
    report({
      ...flag.place,
      message: `${describeFlag(component, flag)}, the authority of the cluster's own clients: each of their certificates opens etcd`,
    });
  },
});

/** Where kubeadm and most installers keep the cluster's certificate authority. */
const CLUSTER_AUTHORITY = "/etc/kubernetes/pki/ca.crt";
