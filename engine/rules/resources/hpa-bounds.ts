import { numberAt, stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: autoscaling/v2 HorizontalPodAutoscalerSpec; KEDA ScaledObject, whose maximum is 100 where none is written. */
export const hpaBounds = defineResourceRule({
  id: "resources/hpa-bounds",
  title: "Autoscaler has no usable bounds",
  severity: "low",
  why: "Without a maximum of its own, a flood of requests buys the attacker all capacity; with a minimum at the maximum, nothing scales at all.",
  remediation: "Set a maximum that the cluster can bear, above the minimum.",
  standards: { nsa: ["resource-limits"], mitre: ["T1499", "T1496"] },
  equivalents: {
    "kube-score": ["horizontalpodautoscaler-replicas"],
    polaris: ["hpaMaxAvailability"],
    gatekeeper: ["K8sHorizontalPodAutoscaler"],
  },
  controls: ["hpa-min-max"],
  since: "0.1.0",
  appliesTo: ["autoscaling/HorizontalPodAutoscaler", "keda.sh/ScaledObject"],
  check({ resource, report }) {
    const isKeda = resource.group === "keda.sh";
    const [minimumField, maximumField] = isKeda
      ? ["minReplicaCount", "maxReplicaCount"]
      : ["minReplicas", "maxReplicas"];
    const { spec } = resource.object;
    const maximum = numberAt(spec, maximumField);
    const minimum = numberAt(spec, minimumField) ?? (isKeda ? 0 : 1);
    if (stringAt(spec, "scaleTargetRef", "name") === undefined) return;
    if (maximum === undefined) {
      report({
        path: ["spec", maximumField],
        message: isKeda
          ? "no maximum is set, so the workload may grow to 100 replicas"
          : "no maximum is set, so the API server refuses the autoscaler",
      });
    } else if (minimum > maximum) {
      report({
        path: ["spec", minimumField],
        message: `the minimum of ${minimum} is above the maximum of ${maximum}, so the autoscaler is refused`,
      });
    } else if (minimum === maximum) {
      report({
        path: ["spec", maximumField],
        message: `minimum and maximum are both ${maximum}, so nothing scales`,
      });
    }
  },
});
