import type { Inventory } from "../../inventory/inventory";
import { type JsonValue, valueAt } from "../../json";
import { mapAt } from "../../kubernetes/fields";
import { effectiveNamespace, type PodEndpoint } from "../../network/endpoint";
import { networkOf, selectedPods } from "../../network/network";
import { defineInventoryRule } from "../define-rule";
import { hasForeignLabels } from "../foreign-labels";
import { namespacesWithMadePods } from "../pod-makers";
import { podsOfService } from "./backends";

/** Source: core/v1 `ServiceSpec.selector`; labels are those of the pod template. */
export const serviceSelectsNothing = defineInventoryRule({
  id: "edge/service-selects-nothing",
  title: "Service selects no pod",
  severity: "medium",
  why: "The Service has no endpoints, so everything that calls it fails while the pods are healthy. Whoever creates a pod with these labels receives the traffic.",
  remediation: "Select the labels of the pod template, in the Service's own namespace.",
  equivalents: {
    "kube-linter": ["dangling-service"],
    kubescape: ["C-0293"],
    "kube-score": ["service-targets-pod"],
    kics: ["3ca03a61"],
    popeye: ["1100", "1106"],
  },
  controls: ["service-selects-no-pod-x"],
  since: "0.1.0",
  appliesTo: ["Service"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const made = namespacesWithMadePods(inventory);
    for (const fact of inventory.ofKind("Service")) {
      const selector = valueAt(fact.data, ["spec", "selector"]);
      if (Object.keys(mapAt(fact.data, "spec", "selector")).length === 0 || hasForeignLabels(selector))
        continue;
      if (podsOfService(inventory, fact).length > 0) continue;
      const namespace = effectiveNamespace(fact.namespace);
      if (made.has(namespace)) continue;
      const elsewhere = firstElsewhere(inventory, namespace, selector);
      report(fact, {
        path: ["spec", "selector"],
        message: elsewhere
          ? `no pod of namespace ${namespace} has these labels; ${elsewhere.name} of namespace ${elsewhere.namespace} has`
          : "no pod has these labels",
      });
    }
  },
});

/** The first pod, in file order, of another namespace that a selector would select there. */
function firstElsewhere(
  inventory: Inventory,
  namespace: string,
  selector: JsonValue | undefined,
): PodEndpoint | undefined {
  const firsts = inventory
    .namespaces()
    .filter((other) => other !== namespace)
    .flatMap((other) => selectedPods(inventory, other, selector)[0] ?? []);
  return firsts.length < 2 ? firsts[0] : networkOf(inventory.whole).pods.find((pod) => firsts.includes(pod));
}
