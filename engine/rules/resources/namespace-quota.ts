import type { Fact } from "../../inventory/fact";
import type { JsonObject } from "../../json";
import { mapAt } from "../../kubernetes/fields";
import { isSystemNamespace } from "../../kubernetes/system-namespaces";
import { defineInventoryRule } from "../define-rule";

/** Any of these bounds what a namespace can take from the others. */
const BOUNDS = /^(requests\.|limits\.)?(cpu|memory|pods)$|^(count\/)?pods$/;

/** Source: Kubernetes documentation, "Resource Quotas"; the security checklist on denial of service. */
export const namespaceQuota = defineInventoryRule({
  id: "resources/namespace-quota",
  title: "Namespace has no quota",
  severity: "low",
  why: "Whoever may create pods in the namespace can take all capacity of the cluster.",
  remediation: "Add a ResourceQuota for CPU, memory and pods.",
  standards: { nsa: ["resource-limits"], mitre: ["T1499", "T1496"], owasp: ["K01"] },
  equivalents: { trivy: ["KSV-0040"], kics: ["48a5beba"], kyverno: ["add-ns-quota"] },
  controls: ["limitrange-resourcequota-for-the-namespace"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace", "ResourceQuota"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    // Who brings the namespace brings its quota; a scope without the Namespace may leave that to another one.
    for (const namespace of inventory.ofKind("Namespace")) {
      const { name } = namespace;
      if (!name || isSystemNamespace(name)) continue;
      const quotas = inventory.ofKind("ResourceQuota").filter((quota) => quota.namespace === name);
      if (quotas.some(isBounding)) continue;
      const [quota] = quotas;
      if (quota)
        report(quota, {
          path: ["spec", "hard"],
          message: `the quota bounds neither CPU nor memory nor pods of the namespace "${name}"`,
        });
      else
        report(namespace, {
          path: ["metadata", "name"],
          message: `nothing bounds what the namespace "${name}" may use`,
          fixes: [
            {
              title: "Add a quota (choose its numbers)",
              safety: "input",
              changes: [],
              documents: [quotaFor(name)],
            },
          ],
        });
    }
  },
});

function quotaFor(namespace: string): JsonObject {
  return {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: "quota", namespace },
    spec: { hard: { "requests.cpu": "8", "requests.memory": "16Gi", "limits.memory": "32Gi", pods: "50" } },
  };
}

function isBounding({ data }: Fact): boolean {
  return Object.keys(mapAt(data, "spec", "hard")).some((key) => BOUNDS.test(key));
}
