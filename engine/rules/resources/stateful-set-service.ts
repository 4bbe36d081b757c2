import type { Fact } from "../../inventory/fact";
import { workloadPods } from "../../inventory/workload-pods";
import { mapAt, stringAt } from "../../kubernetes/fields";
import { mapSelectorMatches } from "../../kubernetes/selector";
import { defineInventoryRule } from "../define-rule";
import { hasForeignLabels } from "../foreign-labels";

/** Source: Kubernetes documentation, "StatefulSets", on the governing Service. */
export const statefulSetService = defineInventoryRule({
  id: "resources/stateful-set-service",
  title: "StatefulSet has no headless Service",
  severity: "low",
  why: "Without it the pods have no stable names, so clients and NetworkPolicies made for single members miss them.",
  remediation: "Add a Service with `clusterIP: None` and name it in `serviceName`.",
  equivalents: { "kube-score": ["statefulset-has-servicename"], kics: ["bb241e61"] },
  controls: ["statefulset-servicename-volumeclaim"],
  since: "0.1.0",
  appliesTo: ["apps/StatefulSet", "Service"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { fact, workload, pod } of workloadPods(inventory, ["apps/StatefulSet"])) {
      const path = ["spec", "serviceName"];
      const name = workload.serviceName;
      if (!name) {
        report(fact, {
          path,
          message: "the StatefulSet names no Service, so its pods have no names of their own",
        });
        continue;
      }
      const service = inventory.find("Service", fact.namespace, name);
      if (!service) {
        if (inventory.closed)
          report(fact, {
            path,
            message: `the Service "${name}" is not among the resources deployed with this one`,
          });
      } else if (stringAt(service.data, "spec", "clusterIP") !== "None") {
        report(fact, {
          path,
          message: `the Service "${name}" is not headless, so the pods have no names of their own`,
          related: [{ fact: service, path: ["spec", "clusterIP"], message: "the Service" }],
        });
      } else if (!selects(service, pod.labels)) {
        report(fact, {
          path,
          message: `the headless Service "${name}" selects other pods, so these have no names of their own`,
          related: [{ fact: service, path: ["spec", "selector"], message: "what the Service selects" }],
        });
      }
    }
  },
});

/** A Service without selector gets its endpoints by hand; labels of the controller are there at run time. */
function selects({ data }: Fact, labels: Readonly<Record<string, string>>): boolean {
  const selector = mapAt(data, "spec", "selector");
  return (
    Object.keys(selector).length === 0 || hasForeignLabels(selector) || mapSelectorMatches(selector, labels)
  );
}
