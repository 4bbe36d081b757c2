import type { Fact } from "../../inventory/fact";
import { type JsonValue, valueAt } from "../../json";
import { mapAt, stringAt } from "../../kubernetes/fields";
import { effectiveNamespace } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";

/** Source: core/v1 `ServiceSpec.selector`. A headless twin (StatefulSets) and one for another exposure are ordinary. */
export const serviceSelectorDuplicate = defineInventoryRule({
  id: "edge/service-selector-duplicate",
  title: "Two Services select the same pods",
  severity: "low",
  why: "Traffic for one name also reaches what the other was made for, and a rule on one is not a rule on the other.",
  remediation: "Keep one Service, or tell the pods apart by a label.",
  opinion: true,
  equivalents: { kyverno: ["require-unique-service-selector"], gatekeeper: ["K8sUniqueServiceSelector"] },
  controls: ["non-unique-service-selector-x"],
  since: "0.1.0",
  appliesTo: ["Service"],
  eachNamespace: true,
  check({ inventory, report }) {
    const first = new Map<string, Fact>();
    for (const fact of inventory.ofKind("Service")) {
      const selector = mapAt(fact.data, "spec", "selector");
      if (Object.keys(selector).length === 0 || stringAt(fact.data, "spec", "clusterIP") === "None") continue;
      const key = JSON.stringify([effectiveNamespace(fact.namespace), sorted(selector)]);
      const before = first.get(key);
      if (!before) {
        first.set(key, fact);
        continue;
      }
      report(fact, {
        path: ["spec", "selector"],
        message: `Service "${before.name ?? ""}" selects the same pods`,
        related: [{ fact: before, path: ["spec", "selector"], message: "the same selector" }],
      });
    }
  },
});

function sorted(selector: JsonValue): JsonValue {
  return Object.keys(selector as object)
    .sort()
    .map((key) => [key, valueAt(selector, [key]) ?? null]);
}
