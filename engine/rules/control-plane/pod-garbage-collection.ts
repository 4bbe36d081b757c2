import { defineFlagRule } from "./define-flag-rule";

/** 12500 by default; zero or less switches the collector off (k8s.io/kubernetes pkg/controller/podgc). */
export const podGarbageCollection = defineFlagRule({
  id: "control-plane/pod-garbage-collection",
  title: "Terminated pods are never collected",
  severity: "low",
  why: "Pods that have ended stay in etcd for ever, and whoever may create pods can fill it up.",
  remediation: "Leave `--terminated-pod-gc-threshold` at its default or set a number above zero.",
  standards: { cis: ["1.3.1"], nsa: ["control-plane"], mitre: ["T1499"], owasp: ["K09"] },
  equivalents: { checkov: ["CKV_K8S_106"], trivy: ["KCV-0033"], kubescape: ["C-0144"], kics: ["49113af4"] },
  controls: ["terminated-pod-gc-threshold"],
  fixable: true,
  since: "0.1.0",
  components: ["kube-controller-manager"],
  flag: "terminated-pod-gc-threshold",
  expect: { atLeast: 1 },
  consequence: "ended pods fill up etcd",
  absent: false,
  fix: { safety: "safe", value: "12500" },
});
