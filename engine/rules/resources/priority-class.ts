import { fix, set } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** Source: Kubernetes documentation, "Pod Priority and Preemption". */
export const priorityClass = definePodRule({
  id: "resources/priority-class",
  title: "Pod has no priority class",
  severity: "low",
  why: "Under pressure, pods without a priority give way to whatever claims one.",
  remediation: "Set `priorityClassName` to a class that ranks the workload.",
  equivalents: {
    "kube-linter": ["priority-class-name"],
    polaris: ["priorityClassNotSet"],
    kyverno: ["require-pod-priorityclassname"],
  },
  opinion: true,
  controls: ["priorityclassname"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    if (!stringAt(pod.spec, "priorityClassName"))
      report({
        path: pod.at("priorityClassName"),
        message: "the pod names no priority class, so it gives way first under pressure",
        fixes: [fix("input", "Name a priority class", set(pod.at("priorityClassName"), "default"))],
      });
  },
});
