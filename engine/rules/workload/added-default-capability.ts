import { fix, remove } from "../../fixes/change";
import { deepEqual } from "../../json";
import { capabilitiesBaselineCheck } from "../../standards/pod-security/capabilities-baseline";
import { capabilitiesRestrictedCheck } from "../../standards/pod-security/capabilities-restricted";
import { offencesAt } from "../../standards/pod-security/check";
import { isPrivileged } from "../../workload/effective-security";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, restricted, "Capabilities", the half about adding. Capabilities that baseline
 * refuses too are reported by `workload/added-capability` and `workload/dangerous-capability`.
 */
export const addedDefaultCapability = definePodRule({
  id: "workload/added-default-capability",
  title: "Container adds a capability back",
  severity: "low",
  why: "Each capability beyond NET_BIND_SERVICE lets a process act on files and processes that are not its own.",
  remediation:
    "Remove the capability; let the image own its files and start as its user instead of stepping down from root.",
  standards: { pss: ["restricted"], cis: ["5.2.9"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    kyverno: ["disallow-capabilities-strict"],
    gatekeeper: ["K8sPSPCapabilities"],
    kubeaudit: ["CapabilityAdded"],
    checkov: ["CKV_K8S_25"],
  },
  controls: ["capabilities-must-drop-all-add-only-net-bind-service"],
  waive: "Servers that must start as root and step down, such as some mail and FTP daemons.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    const minor = options.kubernetesVersion;
    const baseline = offencesAt(capabilitiesBaselineCheck, pod, minor);
    for (const { container, path, message, missing } of offencesAt(capabilitiesRestrictedCheck, pod, minor)) {
      if (missing || !container || isPrivileged(container)) continue;
      if (baseline.some((other) => deepEqual([...other.path], [...path]))) continue;
      report({
        path,
        message: `${message} back; only NET_BIND_SERVICE is harmless`,
        fixes: [fix("unsafe", "Do not add this capability", remove(path))],
      });
    }
  },
});
