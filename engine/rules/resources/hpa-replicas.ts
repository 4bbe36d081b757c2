import { fix, remove } from "../../fixes/change";
import { AUTOSCALER_KINDS, autoscalerTargets } from "../../inventory/autoscaler-target";
import { numberAt } from "../../kubernetes/fields";
import { defineInventoryRule } from "../define-rule";

/** Source: Kubernetes documentation, "Migrating Deployments and StatefulSets to horizontal autoscaling". */
export const hpaReplicas = defineInventoryRule({
  id: "resources/hpa-replicas",
  title: "Workload under an autoscaler fixes its replicas",
  severity: "low",
  why: "Every apply resets the number, under load too: the autoscaler and the manifest fight, and capacity is lost at the worst time.",
  remediation: "Remove `spec.replicas` from the workload and let the autoscaler decide.",
  equivalents: {
    "kube-score": ["deployment-targeted-by-hpa-does-not-have-replicas-configured"],
    kics: ["5744cbb8"],
  },
  controls: ["hpa-hard-coded-replicas"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [...AUTOSCALER_KINDS, "apps/Deployment", "apps/StatefulSet", "argoproj.io/Rollout"],
  eachNamespace: true,
  check({ inventory, report }) {
    for (const { autoscaler, target } of autoscalerTargets(inventory)) {
      const replicas = numberAt(target?.data, "replicas");
      if (!target || replicas === undefined) continue;
      const path = ["spec", "replicas"];
      report(target, {
        path,
        message: `the number of replicas is fixed at ${replicas} while the autoscaler "${autoscaler.name ?? "?"}" decides it`,
        related: [{ fact: autoscaler, path: ["metadata", "name"], message: "the autoscaler" }],
        fixes: [
          fix(
            "harden",
            "Leave the replicas to the autoscaler (the first apply may reset them to 1)",
            remove(path),
          ),
        ],
      });
    }
  },
});
