import { fix, set } from "../../fixes/change";
import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: KEP-3017, `unhealthyPodEvictionPolicy` (stable in 1.31). */
export const pdbUnhealthyEviction = defineResourceRule({
  id: "resources/pdb-unhealthy-eviction",
  title: "Disruption budget protects pods that are broken",
  severity: "low",
  why: "A pod that never becomes ready blocks the drain of its node for good.",
  remediation: "Set `unhealthyPodEvictionPolicy: AlwaysAllow`.",
  equivalents: { "kube-linter": ["pdb-unhealthy-pod-eviction-policy"] },
  opinion: true,
  controls: ["pdb-blocks-eviction-no-policy"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["policy/PodDisruptionBudget"],
  check({ resource, options, report }) {
    if (options.kubernetesVersion < 27) return;
    const path = ["spec", "unhealthyPodEvictionPolicy"];
    if (stringAt(resource.object, ...path) === "AlwaysAllow") return;
    report({
      path,
      message: "pods that run but are not ready count against the budget, so one broken pod blocks the drain",
      fixes: [fix("safe", "Always allow the eviction of unhealthy pods", set(path, "AlwaysAllow"))],
    });
  },
});
