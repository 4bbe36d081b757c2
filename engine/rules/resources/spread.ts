import { fix, set } from "../../fixes/change";
import type { JsonObject } from "../../json";
import { hasMap, mapsAt, numberAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: Kubernetes documentation, "Pod Topology Spread Constraints". */
export const spread = defineResourceRule({
  id: "resources/spread",
  title: "Replicas may all run on one node",
  severity: "low",
  why: "Replicas on one node are lost together with it.",
  remediation: "Add `topologySpreadConstraints` over kubernetes.io/hostname, or a pod anti-affinity.",
  equivalents: {
    "kube-linter": ["no-anti-affinity", "no-node-affinity"],
    "kube-score": [
      "deployment-has-host-podantiaffinity",
      "statefulset-has-host-podantiaffinity",
      "pod-topology-spread-constraints",
    ],
    polaris: ["topologySpreadConstraint"],
    kics: ["a31b7b82", "d740d048"],
    kyverno: ["topologyspreadconstraints-policy"],
  },
  opinion: true,
  controls: ["pod-anti-affinity-topology-spread"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["apps/Deployment", "apps/StatefulSet", "argoproj.io/Rollout"],
  check({ resource, pods, report }) {
    if ((numberAt(resource.object, "spec", "replicas") ?? 1) < 2) return;
    for (const pod of pods) {
      if (hasMap(pod.spec, "affinity", "podAntiAffinity")) continue;
      if (mapsAt(pod.spec, "topologySpreadConstraints").length > 0) continue;
      report({
        path: pod.at("topologySpreadConstraints"),
        message: "nothing spreads the replicas over nodes, so the loss of one node may take all of them",
        fixes:
          Object.keys(pod.labels).length > 0
            ? [
                fix(
                  "safe",
                  "Spread the replicas over nodes where possible",
                  set(pod.at("topologySpreadConstraints"), [spreadBy(pod.labels)]),
                ),
              ]
            : [],
      });
    }
  },
});

function spreadBy(labels: Readonly<Record<string, string>>): JsonObject {
  return {
    maxSkew: 1,
    topologyKey: "kubernetes.io/hostname",
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: { ...labels } },
  };
}
