import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Pods that no controller starts again. */
export const nakedPodPolicy: PolicySource = {
  rule: "workload/naked-pod",
  match: [{ group: "", resources: ["pods"] }],
  offences: when(
    "variables.root.?metadata.?ownerReferences.orValue([]).size() == 0 && !['helm.sh/hook', 'argocd.argoproj.io/hook', 'kubernetes.io/config.mirror'].exists(k, k in variables.root.?metadata.?annotations.orValue({}))",
    "the pod",
  ),
};
