import { fix, set } from "../../fixes/change";
import { valueAt } from "../../json";
import { describeContainer } from "../../kubernetes/pod-template";
import { parseQuantity } from "../../kubernetes/quantity";
import { defineContainerRule } from "../define-rule";

/** What a container gets that declares nothing. */
const DEFAULT_LIMIT = "256Mi";

/**
 * Source: Kubernetes documentation, "Resource Management for Pods and Containers". A limit is also the request where
 * none is written, so a request can only be missing where the limit is missing too.
 */
export const memoryLimit = defineContainerRule({
  id: "resources/memory-limit",
  title: "Container has no memory limit",
  severity: "medium",
  why: "A leak or an attacker in one container takes the memory of the whole node, and the kernel kills its neighbours.",
  remediation: "Set `resources.limits.memory`, and a request no higher than it.",
  standards: { nsa: ["resource-limits"], mitre: ["T1499"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["unset-memory-requirements"],
    checkov: ["CKV_K8S_12", "CKV_K8S_13"],
    trivy: ["KSV-0016", "KSV-0018"],
    kubescape: ["C-0269", "C-0271", "C-0004", "C-0009"],
    "kube-score": ["container-resources"],
    polaris: ["memoryRequestsMissing", "memoryLimitsMissing"],
    kubeaudit: ["LimitsMemoryNotSet", "LimitsNotSet"],
    kubesec: ["RequestsMemory", "LimitsMemory"],
    kics: ["229588ef", "b14d1bc4"],
    kyverno: ["require-requests-limits"],
    gatekeeper: ["K8sContainerLimits", "K8sContainerRequests"],
    terrascan: ["AC_K8S_0099", "AC_K8S_0100"],
  },
  controls: ["memory-limit", "memory-request"],
  fixable: true,
  since: "0.1.0",
  check({ pod, container, report }) {
    if (container.list === "ephemeralContainers") return;
    if (isSet(valueAt(container.spec, ["resources", "limits", "memory"]))) return;
    // Pod-level resources (KEP-2837) bound all containers together.
    if (isSet(valueAt(pod.spec, ["resources", "limits", "memory"]))) return;
    const request = valueAt(container.spec, ["resources", "requests", "memory"]);
    const path = container.at("resources", "limits", "memory");
    const limit =
      typeof request === "string" && parseQuantity(request) !== undefined ? request : DEFAULT_LIMIT;
    report({
      path,
      message: isSet(request)
        ? `${describeContainer(container)} has a memory request but no limit, so it may take all memory of the node`
        : `${describeContainer(container)} has neither memory request nor limit, so it may take all memory of the node`,
      fixes: [fix("harden", `Limit memory to ${limit} (the container is killed above it)`, set(path, limit))],
    });
  },
});

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
