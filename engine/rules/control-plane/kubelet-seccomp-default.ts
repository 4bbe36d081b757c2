import { defineFlagRule } from "./define-flag-rule";

/** The field is on by gate since 1.25 and false by default at 1.37 (k8s.io/kubernetes pkg/kubelet/apis/config/v1beta1/defaults.go). */
export const kubeletSeccompDefault = defineFlagRule({
  id: "control-plane/kubelet-seccomp-default",
  title: "Pods without a seccomp profile run unconfined",
  severity: "medium",
  why: "Pods that name no seccomp profile may make every system call, and with it try every hole in the kernel.",
  remediation: "Set `seccompDefault: true`.",
  standards: { cis: ["4.2.14"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K09"] },
  controls: ["seccompdefault-true"],
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "seccomp-default",
  expect: { is: true },
  consequence: "pods that name no profile may make every system call",
  absent: (_, version) => version >= 25,
  fix: { safety: "harden", value: "true" },
});
