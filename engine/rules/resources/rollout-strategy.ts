import { valueAt } from "../../json";
import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: apps/v1 DeploymentStrategy, DaemonSetUpdateStrategy, StatefulSetUpdateStrategy. */
export const rolloutStrategy = defineResourceRule({
  id: "resources/rollout-strategy",
  title: "Update strategy replaces everything at once, or nothing",
  severity: "low",
  why: "With OnDelete a security fix is applied and nothing changes until somebody deletes the pods. With Recreate, or all pods unavailable, every update is an outage.",
  remediation: "Use RollingUpdate with a `maxUnavailable` that leaves pods running.",
  equivalents: {
    "kube-linter": ["no-rolling-update-strategy"],
    kubescape: ["C-0305"],
    "kube-score": ["deployment-strategy"],
  },
  opinion: true,
  controls: ["rolling-update-strategy"],
  since: "0.1.0",
  appliesTo: ["apps/Deployment", "apps/DaemonSet", "apps/StatefulSet"],
  check({ resource, report }) {
    const field = resource.kind === "Deployment" ? "strategy" : "updateStrategy";
    const type = stringAt(resource.object, "spec", field, "type");
    if (type === "Recreate")
      report({ path: ["spec", field, "type"], message: "every update stops all pods before new ones start" });
    if (type === "OnDelete")
      report({
        path: ["spec", field, "type"],
        message: "an update changes nothing until somebody deletes the pods",
      });
    const path = ["spec", field, "rollingUpdate", "maxUnavailable"];
    if (valueAt(resource.object, path) === "100%")
      report({ path, message: "every update may stop all pods at once" });
  },
});
