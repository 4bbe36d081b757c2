import { fix, remove } from "../../fixes/change";
import { describeContainer } from "../../kubernetes/pod-template";
import { definePodRule } from "../define-rule";

/** Source: validation of pods in k8s.io/kubernetes, pkg/apis/core/validation: "cannot be set on create". */
export const ephemeralContainer = definePodRule({
  id: "workload/ephemeral-container",
  title: "Manifest holds an ephemeral container",
  severity: "medium",
  why: "Ephemeral containers join running pods through the API only: the API server refuses to create a pod that has one, and a debug container left in a manifest is a shell for whoever finds it.",
  remediation: "Remove `ephemeralContainers`; use `kubectl debug` when there is something to debug.",
  standards: { mitre: ["T1609"], owasp: ["K01"] },
  equivalents: { kyverno: ["block-ephemeral-containers"] },
  controls: ["exec-probe-commands-ephemeral-containers"],
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    const first = pod.containers.find(({ list }) => list === "ephemeralContainers");
    if (!first) return;
    report({
      path: pod.at("ephemeralContainers"),
      target: "key",
      message: `${describeContainer(first)} is ephemeral: the API server refuses to create a pod with it`,
      fixes: [fix("unsafe", "Remove the ephemeral containers", remove(pod.at("ephemeralContainers")))],
    });
  },
});
