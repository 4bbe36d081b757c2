import { listAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Annotations of pods that are meant to run once, or that the kubelet owns. */
const MEANT = ["helm.sh/hook", "argocd.argoproj.io/hook", "kubernetes.io/config.mirror"];

/** An opinion: about availability, not about an attacker. Source: kubernetes.io, configuration best practices. */
export const nakedPod = defineResourceRule({
  id: "workload/naked-pod",
  title: "Pod without a controller",
  severity: "low",
  opinion: true,
  why: "When its node goes, a pod of its own is gone: nothing starts it again, and no rollout replaces its image.",
  remediation: "Put the pod into a Deployment, StatefulSet, DaemonSet or Job.",
  standards: { owasp: ["K01"] },
  equivalents: { kubescape: ["C-0073"], kyverno: ["prevent-bare-pods"], popeye: ["208"] },
  controls: ["naked-pod-no-controller"],
  waive: "Test pods of charts and pods that are started by hand.",
  appliesTo: ["Pod"],
  since: "0.1.0",
  check({ resource, report }) {
    if (listAt(resource.object, "metadata", "ownerReferences").length > 0) return;
    if (MEANT.some((key) => resource.annotations[key] !== undefined)) return;
    report({
      path: ["kind"],
      message: "the pod has no controller: nothing starts it again when its node goes",
    });
  },
});
