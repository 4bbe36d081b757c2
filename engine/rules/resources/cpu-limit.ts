import { fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { describeContainer } from "../../kubernetes/pod-template";
import { defineContainerRule } from "../define-rule";

/** Source: Kubernetes documentation, "Resource Management for Pods and Containers". */
export const cpuLimit = defineContainerRule({
  id: "resources/cpu-limit",
  title: "Container has no CPU limit",
  severity: "low",
  why: "A container that loops, or mines, uses all CPU that its neighbours leave over.",
  remediation:
    "Set `resources.limits.cpu`; where latency counts more, rely on requests and a ResourceQuota instead.",
  standards: { nsa: ["resource-limits"], mitre: ["T1496"], owasp: ["K01"] },
  equivalents: {
    checkov: ["CKV_K8S_11"],
    trivy: ["KSV-0011"],
    kubescape: ["C-0270", "C-0050", "C-0009"],
    "kube-score": ["container-resources"],
    polaris: ["cpuLimitsMissing"],
    kubeaudit: ["LimitsCPUNotSet"],
    kubesec: ["LimitsCPU"],
    kics: ["4ac0e2b7"],
    kyverno: ["require-cpu-limits"],
    gatekeeper: ["K8sContainerLimits"],
    terrascan: ["AC_K8S_0098"],
    popeye: ["107"],
  },
  opinion: true,
  exclusiveGroup: "cpu-limit",
  controls: ["cpu-limit"],
  fixable: true,
  since: "0.1.0",
  check({ pod, container, report }) {
    if (container.list === "ephemeralContainers") return;
    for (const holder of [container.spec, pod.spec]) {
      const value = valueAt(holder, ["resources", "limits", "cpu"]);
      if (value !== undefined && value !== null) return;
    }
    report({
      path: container.at("resources", "limits", "cpu"),
      message: `${describeContainer(container)} has no CPU limit, so it may use all CPU that is free on the node`,
      fixes: [fix("input", "Limit the CPU", set(container.at("resources", "limits", "cpu"), "500m"))],
    });
  },
});
