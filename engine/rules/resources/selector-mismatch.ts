import { fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { stringMapAt } from "../../kubernetes/fields";
import { parseLabelSelector, selectorMatches } from "../../kubernetes/selector";
import { defineResourceRule } from "../define-rule";

/** Source: validation of apps/v1: a selector must match the labels of its template. */
export const selectorMismatch = defineResourceRule({
  id: "resources/selector-mismatch",
  title: "Selector does not match the pod template",
  severity: "medium",
  why: "The API server refuses the workload, so nothing of it runs. A selector of another workload's labels would adopt that one's pods.",
  remediation: "Give the template the labels that the selector asks for.",
  equivalents: {
    "kube-linter": ["mismatching-selector"],
    kubescape: ["C-0296"],
    "kube-score": ["deployment-pod-selector-labels-match-template-metadata-labels"],
    popeye: ["508"],
  },
  controls: ["selector-does-not-match-template-labels"],
  fixable: true,
  since: "0.1.0",
  appliesTo: [
    "apps/Deployment",
    "apps/ReplicaSet",
    "apps/StatefulSet",
    "apps/DaemonSet",
    "argoproj.io/Rollout",
  ],
  check({ resource, pods, report }) {
    const written = valueAt(resource.object, ["spec", "selector"]);
    const selector = parseLabelSelector(written);
    const pod = pods[0];
    // A missing selector is common in bases: kustomize's labels write it. A Rollout may take it from another workload.
    if (!pod || !selector) return;
    if (selector.length === 0 && resource.group === "apps") {
      report({ path: ["spec", "selector"], message: "the selector is empty, so the API server refuses it" });
      return;
    }
    if (selectorMatches(selector, pod.labels)) return;
    const wanted = stringMapAt(written, "matchLabels");
    const missing = Object.entries(wanted).filter(([key, value]) => pod.labels[key] !== value);
    const isComplete = selectorMatches(selector, { ...pod.labels, ...wanted });
    const contradicts = missing.some(([key]) => pod.labels[key] !== undefined);
    report({
      path: missing[0] ? ["spec", "selector", "matchLabels", missing[0][0]] : ["spec", "selector"],
      message:
        "the selector does not match the labels of the pod template, so the API server refuses the workload",
      related: [{ path: pod.metadataAt("labels"), message: "the labels of the pod template" }],
      fixes:
        missing.length > 0 && isComplete
          ? [
              fix(
                contradicts ? "unsafe" : "harden",
                "Give the template the labels of the selector",
                ...missing.map(([key, value]) => set(pod.metadataAt("labels", key), value)),
              ),
            ]
          : [],
    });
  },
});
