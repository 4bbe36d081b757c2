import { fix, set } from "../../fixes/change";
import { numberAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** How many replicas survive the loss of one; more by option `minimum` of the rule. */
const MINIMUM = 2;

/** Source: opinion of many guides; option `minimum`. */
export const replicas = defineResourceRule({
  id: "resources/replicas",
  title: "Too few replicas",
  severity: "low",
  why: "A single replica is away during every drain, crash and update.",
  remediation: "Run at least two replicas, or let an autoscaler keep them.",
  equivalents: {
    "kube-linter": ["minimum-three-replicas"],
    "kube-score": ["deployment-replicas"],
    polaris: ["deploymentMissingReplicas"],
    kyverno: ["deployment-has-multiple-replicas"],
    gatekeeper: ["K8sReplicaLimits"],
    popeye: ["500"],
  },
  opinion: true,
  controls: ["replicas-too-few"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["apps/Deployment", "apps/StatefulSet", "argoproj.io/Rollout"],
  check({ resource, options, report }) {
    const minimum = numberAt(options.rules["resources/replicas"], "minimum") ?? MINIMUM;
    const written = numberAt(resource.object, "spec", "replicas");
    // Absent may mean that an autoscaler decides, so only a number that is written is judged.
    if (written === undefined || written >= minimum || written === 0) return;
    report({
      path: ["spec", "replicas"],
      message: `${resource.kind} runs ${written} replica${written === 1 ? "" : "s"}, fewer than ${minimum}`,
      fixes: [fix("harden", `Run ${minimum} replicas`, set(["spec", "replicas"], minimum))],
    });
  },
});
