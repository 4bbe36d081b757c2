import { fix, set } from "../../fixes/change";
import { numberAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: opinion; option `minimum` of the rule. */
export const hpaMinReplicas = defineResourceRule({
  id: "resources/hpa-min-replicas",
  title: "Autoscaler goes down to too few replicas",
  severity: "low",
  why: "In quiet hours a single replica is left, and it is away during every drain and crash.",
  remediation: "Set `minReplicas` to at least two.",
  equivalents: { "kube-linter": ["hpa-minimum-three-replicas"], polaris: ["hpaMinAvailability"] },
  opinion: true,
  controls: ["hpa-min-max"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["autoscaling/HorizontalPodAutoscaler"],
  check({ resource, options, report }) {
    const wanted = numberAt(options.rules["resources/hpa-min-replicas"], "minimum") ?? 2;
    const minimum = numberAt(resource.object, "spec", "minReplicas") ?? 1;
    if (minimum < wanted)
      report({
        path: ["spec", "minReplicas"],
        message: `the autoscaler keeps ${minimum} replica${minimum === 1 ? "" : "s"}, fewer than ${wanted}`,
        fixes: [fix("harden", `Keep ${wanted} replicas`, set(["spec", "minReplicas"], wanted))],
      });
  },
});
