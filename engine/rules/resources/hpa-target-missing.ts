import { AUTOSCALER_KINDS, autoscalerTargets } from "../../inventory/autoscaler-target";
import { stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

/** Source: autoscaling/v2 HorizontalPodAutoscaler, `scaleTargetRef`; KEDA ScaledObject. */
export const hpaTargetMissing = defineInventoryRule({
  id: "resources/hpa-target-missing",
  title: "Autoscaler scales a workload that is not there",
  severity: "medium",
  why: "The autoscaler does nothing, and the workload it was meant for stays at its replicas under load.",
  remediation:
    "Correct the name, kind or API group of `scaleTargetRef`, or deploy the workload with the autoscaler.",
  equivalents: {
    "kube-linter": ["dangling-horizontalpodautoscaler"],
    kubescape: ["C-0300"],
    "kube-score": ["horizontalpodautoscaler-has-target"],
    kics: ["2f652c42"],
    popeye: ["600"],
  },
  controls: ["hpa-target-missing-x"],
  since: "0.1.0",
  appliesTo: AUTOSCALER_KINDS,
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { autoscaler, target } of autoscalerTargets(inventory)) {
      const name = stringAt(autoscaler.data, "spec", "scaleTargetRef", "name");
      if (target || name === undefined) continue;
      const kind = stringAt(autoscaler.data, "spec", "scaleTargetRef", "kind") ?? "Deployment";
      report(autoscaler, {
        path: ["spec", "scaleTargetRef", "name"],
        message: `scales ${kind} "${name}", which is not in this deployment`,
      });
    }
  },
});
