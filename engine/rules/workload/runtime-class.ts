import { stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** An opinion: sandboxes cost memory and system calls. Source: kubernetes.io, security checklist, "RuntimeClass". */
export const runtimeClass = definePodRule({
  id: "workload/runtime-class",
  title: "Pod runs without a sandbox",
  severity: "low",
  opinion: true,
  why: "Ordinary containers share the node's kernel; a sandboxed runtime such as gVisor or Kata gives untrusted code one of its own.",
  remediation: "Set `runtimeClassName` to a sandboxed runtime for code that is not trusted.",
  standards: { mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    kubescape: ["C-0297", "C-0301", "C-0303", "C-0304"],
    kyverno: ["restrict-runtimeclass"],
  },
  controls: ["sandbox-hardened-runtimeclass"],
  waive: "Workloads that run only the team's own code.",
  since: "0.1.0",
  check({ pod, report }) {
    if (pod.isWindows || stringAt(pod.spec, "runtimeClassName")) return;
    report({
      path: pod.at("runtimeClassName"),
      message: "the pod runs on the node's own kernel: runtimeClassName names no sandbox",
    });
  },
});
