import { fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { describeContainer } from "../../kubernetes/pod-template";
import { parseQuantity } from "../../kubernetes/quantity";
import { defineContainerRule } from "../define-rule";

/** Source: Kubernetes security checklist, "Pod security": a memory limit equal to the request. */
export const memoryRequestEqualsLimit = defineContainerRule({
  id: "resources/memory-request-equals-limit",
  title: "Memory limit differs from the request",
  severity: "low",
  why: "Memory beyond the request is overbooked: when the node runs short, pods above their request are evicted first.",
  remediation: "Set the memory limit equal to the request.",
  standards: { nsa: ["resource-limits"] },
  equivalents: {
    "kube-score": ["container-resource-requests-equal-limits"],
    kyverno: ["memory-requests-equal-limits", "require-qos-guaranteed", "enforce-resources-as-ratio"],
    gatekeeper: ["K8sContainerRatios"],
  },
  opinion: true,
  controls: ["request-limit-ratio-qos"],
  fixable: true,
  since: "0.1.0",
  check({ container, report }) {
    const written = valueAt(container.spec, ["resources", "limits", "memory"]);
    const limit = parseQuantity(written);
    const request = parseQuantity(valueAt(container.spec, ["resources", "requests", "memory"]));
    if (written === undefined || limit === undefined || request === undefined || request >= limit) return;
    report({
      path: container.at("resources", "limits", "memory"),
      message: `${describeContainer(container)} may use more memory than it requests, so it is evicted first when the node runs short`,
      fixes: [
        fix(
          "harden",
          "Request as much as the limit",
          set(container.at("resources", "requests", "memory"), written),
        ),
      ],
    });
  },
});
