import { fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: Kubernetes documentation, "Resource Management for Pods and Containers"; a limit is also the request. */
export const cpuRequest = defineContainerRule({
  id: "resources/cpu-request",
  title: "Container has no CPU request",
  severity: "low",
  why: "The scheduler counts the container as nothing, so nodes are overbooked and a busy neighbour starves it.",
  remediation: "Set `resources.requests.cpu` to what the container needs in normal use.",
  standards: { nsa: ["resource-limits"], mitre: ["T1499"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["unset-cpu-requirements"],
    checkov: ["CKV_K8S_10"],
    trivy: ["KSV-0015"],
    kubescape: ["C-0268", "C-0050"],
    "kube-score": ["container-resources"],
    polaris: ["cpuRequestsMissing"],
    kubesec: ["RequestsCPU"],
    kics: ["ca469dd4"],
    kyverno: ["require-requests-limits"],
    gatekeeper: ["K8sContainerRequests", "K8sRequiredResources"],
    terrascan: ["AC_K8S_0097"],
    popeye: ["106"],
  },
  controls: ["cpu-request"],
  fixable: true,
  since: "0.1.0",
  check({ pod, container, report }) {
    if (container.list === "ephemeralContainers") return;
    for (const holder of [container.spec, pod.spec]) {
      for (const part of ["requests", "limits"]) {
        const value = valueAt(holder, ["resources", part, "cpu"]);
        if (value !== undefined && value !== null) return;
      }
    }
    const path = container.at("resources", "requests", "cpu");
    report({
      path,
      message: `${describeContainer(container)} requests no CPU, so the scheduler reserves none for it`,
      fixes: [
        fix("harden", "Request 100m of CPU (the pod stays pending where no node has it)", set(path, "100m")),
      ],
    });
  },
});
