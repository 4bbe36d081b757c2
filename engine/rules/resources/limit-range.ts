import type { JsonObject } from "../../json";
import { isSystemNamespace } from "../../kubernetes/system-namespaces";
import { defineInventoryRule } from "../define-rule";

/** Source: Kubernetes documentation, "Limit Ranges". */
export const limitRange = defineInventoryRule({
  id: "resources/limit-range",
  title: "Namespace has no limit range",
  severity: "low",
  why: "A container that declares no resources gets none by default, so one forgotten block is unbounded.",
  remediation: "Add a LimitRange with default requests and limits.",
  standards: { nsa: ["resource-limits"] },
  equivalents: { trivy: ["KSV-0039"], kics: ["4a20ebac"], kyverno: ["add-ns-quota"] },
  opinion: true,
  controls: ["limitrange-resourcequota-for-the-namespace"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace", "LimitRange"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    for (const namespace of inventory.ofKind("Namespace")) {
      const { name } = namespace;
      if (!name || isSystemNamespace(name)) continue;
      if (inventory.ofKind("LimitRange").some((range) => range.namespace === name)) continue;
      report(namespace, {
        path: ["metadata", "name"],
        message: `containers in "${name}" get no default limits`,
        fixes: [
          {
            title: "Give containers default requests and limits (memory above is killed)",
            safety: "harden",
            changes: [],
            documents: [defaultsFor(name)],
          },
        ],
      });
    }
  },
});

function defaultsFor(namespace: string): JsonObject {
  return {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "defaults", namespace },
    spec: {
      limits: [
        { type: "Container", default: { memory: "256Mi" }, defaultRequest: { cpu: "100m", memory: "256Mi" } },
      ],
    },
  };
}
