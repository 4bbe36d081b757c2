import { fix, remove } from "../../fixes/change";
import { valueAt } from "../../json";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: the Linux CFS quota, which CPU limits are: a container is throttled even while CPU is free. */
export const cpuLimitSet = defineContainerRule({
  id: "resources/cpu-limit-set",
  title: "Container has a CPU limit",
  severity: "low",
  why: "A CPU limit throttles the container even while the node is idle, probes time out, and restarts follow.",
  remediation: "Keep the request, which guarantees the share, and remove the limit.",
  equivalents: { kyverno: ["forbid-cpu-limits"] },
  opinion: true,
  exclusiveGroup: "cpu-limit",
  controls: ["cpu-limit"],
  fixable: true,
  since: "0.1.0",
  check({ container, report }) {
    const path = container.at("resources", "limits", "cpu");
    const value = valueAt(container.spec, ["resources", "limits", "cpu"]);
    if (value === undefined || value === null) return;
    const hasRequest = valueAt(container.spec, ["resources", "requests", "cpu"]) !== undefined;
    report({
      path,
      message: `${describeContainer(container)} is throttled at ${JSON.stringify(value)} CPU even while the node is idle`,
      // Without a request of its own the container would lose the one that the limit gives it.
      fixes: hasRequest ? [fix("unsafe", "Remove the CPU limit", remove(path))] : [],
    });
  },
});
