import { fix, remove } from "../../fixes/change";
import { numberAt } from "../../kubernetes/fields";
import { definePodRule } from "../define-rule";

/** Source: core/v1 PodSpec `terminationGracePeriodSeconds`, 30 where none is written; 0 kills at once. */
export const terminationGrace = definePodRule({
  id: "operations/termination-grace",
  title: "Pod is killed without time to end",
  severity: "low",
  why: "Requests and writes are cut off at every update, and the pod's object is gone before the node has stopped it: two of a StatefulSet may run at once.",
  remediation: "Remove `terminationGracePeriodSeconds: 0`, or give the time that the program needs.",
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    if (numberAt(pod.spec, "terminationGracePeriodSeconds") !== 0) return;
    const path = pod.at("terminationGracePeriodSeconds");
    report({
      path,
      message: "the pod is killed at once, without time to finish what it does",
      fixes: [fix("unsafe", "Give the default of 30 seconds", remove(path))],
    });
  },
});
