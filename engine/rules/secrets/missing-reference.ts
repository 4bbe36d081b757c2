import { workloadPods } from "../../inventory/workload-pods";
import { stringsAt } from "../../kubernetes/fields";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { producersOf } from "./produced-elsewhere";
import { dataReferences } from "./references";

/** Producers count; `optional: true` is no fault. One finding for each name and workload, at its first place. */
export const missingReference = defineInventoryRule({
  id: "secrets/missing-reference",
  title: "Secret or ConfigMap does not exist",
  severity: "medium",
  why: "The container waits in CreateContainerConfigError, or its pod in ContainerCreating, until somebody creates what is missing: the rollout stands still.",
  remediation:
    "Add it to the scope, correct the name or key, or set optional where the program copes without.",
  equivalents: {
    "kube-linter": ["env-value-from"],
    kubescape: ["C-0255", "C-0258"],
    popeye: ["304", "1300"],
  },
  controls: ["env-references-missing-secret-configmap-x"],
  waive: "Made outside of these manifests, by hand or by a pipeline.",
  since: "0.1.0",
  appliesTo: [...WORKLOAD_KINDS, "Secret", "ConfigMap"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const isProduced = producersOf(inventory);
    for (const each of workloadPods(inventory)) {
      const reported = new Set<string>();
      for (const { kind, name, keys, path, optional } of dataReferences(each)) {
        if (optional || isProduced(kind, name)) continue;
        const found = inventory.find(kind, each.fact.namespace, name);
        if (!found) {
          if (reported.has(`${kind}/${name}`)) continue;
          reported.add(`${kind}/${name}`);
          const where = each.fact.namespace ? ` in namespace "${each.fact.namespace}"` : "";
          report(each.fact, {
            path,
            message: `${kind} "${name}" does not exist${where}, and nothing in the scope makes it`,
          });
          continue;
        }
        const present = new Set(stringsAt(found.data, "keys"));
        for (const { key, path: place } of keys) {
          if (present.has(key) || present.size === 0 || reported.has(`${kind}/${name}/${key}`)) continue;
          reported.add(`${kind}/${name}/${key}`);
          report(each.fact, {
            path: place,
            message: `${kind} "${name}" has no key "${key}"`,
            related: [{ fact: found, path: ["metadata", "name"], message: `${kind} "${name}"` }],
          });
        }
      }
    }
  },
});
