import { defineListFlagRule } from "./define-flag-rule";

/** Source: Kubernetes documentation, command line reference of kubelet. */
export const kubeletUnsafeSysctls = defineListFlagRule({
  id: "control-plane/kubelet-unsafe-sysctls",
  title: "Kubelet allows whole families of unsafe sysctls",
  severity: "medium",
  why: "Unsafe sysctls are not confined to the pod: one pod can change or exhaust the kernel of the node.",
  remediation: "Name the single sysctls that are needed, on the nodes that need them.",
  standards: { nsa: ["control-plane"], mitre: ["T1611"], owasp: ["K09"] },
  fixable: true,
  since: "0.1.0",
  components: ["kubelet"],
  flag: "allowed-unsafe-sysctls",
  isBad: (value) => value.endsWith("*"),
  consequence: () => "pods may change kernel settings of the node",
  fix: "unsafe",
});
