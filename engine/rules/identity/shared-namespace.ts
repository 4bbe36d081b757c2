import type { WorkloadPod } from "../../inventory/workload-pods";
import { workloadPods } from "../../inventory/workload-pods";
import { WORKLOAD_KINDS } from "../../kubernetes/pod-template";
import { defineInventoryRule } from "../define-rule";
import { describeFact } from "./accounts";

const PART_OF = "app.kubernetes.io/part-of";

/** An opinion: the labels say which workloads are one application. */
export const sharedNamespace = defineInventoryRule({
  id: "identity/shared-namespace",
  title: "Applications share a namespace",
  severity: "low",
  why: "Roles, quotas, Secrets and policies end at the namespace: applications that share one share them too.",
  remediation: "Give each application a namespace of its own.",
  standards: { cis: ["5.6.1"], nsa: ["rbac"], owasp: ["K03"] },
  equivalents: { kubescape: ["C-0209"], kics: ["e84eaf4d"] },
  opinion: true,
  controls: ["namespaces-as-administrative-boundaries"],
  since: "0.1.0",
  appliesTo: WORKLOAD_KINDS,
  eachNamespace: true,
  check({ inventory, report }) {
    const first = new Map<string, WorkloadPod>();
    const reported = new Set<string>();
    for (const each of workloadPods(inventory)) {
      const { namespace, labels } = each.fact;
      const application = labels[PART_OF] ?? each.pod.labels[PART_OF];
      if (!namespace || !application) continue;
      const other = first.get(namespace);
      if (!other) {
        first.set(namespace, each);
        continue;
      }
      const before = other.fact.labels[PART_OF] ?? other.pod.labels[PART_OF] ?? "";
      if (before === application || reported.has(`${namespace}/${application}`)) continue;
      reported.add(`${namespace}/${application}`);
      report(each.fact, {
        path: ["metadata", "namespace"],
        message: `"${application}" shares namespace "${namespace}" with "${before}"`,
        related: [{ fact: other.fact, path: ["metadata", "namespace"], message: describeFact(other.fact) }],
      });
    }
  },
});
