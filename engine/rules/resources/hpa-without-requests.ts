import { autoscalerTargets } from "../../inventory/autoscaler-target";
import { podsOf } from "../../inventory/workload-pods";
import { valueAt } from "../../json";
import { mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

/** Source: Kubernetes documentation, "Horizontal Pod Autoscaling": utilization is a share of the request. */
export const hpaWithoutRequests = defineInventoryRule({
  id: "resources/hpa-without-requests",
  title: "Autoscaler counts a share of a request that is missing",
  severity: "medium",
  why: "The autoscaler has nothing to compare with and does not scale at all, so load that it was meant to absorb takes the service down.",
  remediation: "Give every container of the workload a request for the resource that the metric names.",
  standards: { nsa: ["resource-limits"] },
  controls: ["hpa-min-max"],
  since: "0.1.0",
  appliesTo: ["autoscaling/HorizontalPodAutoscaler", "apps/Deployment", "apps/StatefulSet"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { autoscaler, target } of autoscalerTargets(inventory)) {
      if (!target) continue;
      for (const resource of utilizationResources(autoscaler.data)) {
        for (const { fact, pod } of podsOf(target)) {
          const missing = pod.containers.find(
            ({ init, resources }) =>
              !init &&
              valueAt(resources, ["requests", resource]) === undefined &&
              valueAt(resources, ["limits", resource]) === undefined,
          );
          if (missing)
            report(fact, {
              path: [...missing.path, "resources", "requests", resource],
              message: `container "${missing.name ?? "?"}" requests no ${resource}, so the autoscaler "${autoscaler.name ?? "?"}" cannot work out its share`,
              related: [{ fact: autoscaler, path: ["metadata", "name"], message: "the autoscaler" }],
            });
        }
      }
    }
  },
});

function utilizationResources(data: Parameters<typeof mapsAt>[0]): string[] {
  const named = mapsAt(data, "spec", "metrics").flatMap(({ value }) =>
    stringAt(value, "resource", "target", "type") === "Utilization"
      ? (stringAt(value, "resource", "name") ?? [])
      : [],
  );
  const isOldForm = numberAt(data, "spec", "targetCPUUtilizationPercentage") !== undefined;
  return [...new Set(isOldForm ? [...named, "cpu"] : named)];
}
