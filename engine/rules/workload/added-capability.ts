import { fix, remove } from "../../fixes/change";
import { capabilitiesBaselineCheck } from "../../standards/pod-security/capabilities-baseline";
import { offencesAt } from "../../standards/pod-security/check";
import { capabilityNamed } from "../../workload/capability";
import { isPrivileged } from "../../workload/effective-security";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, baseline, "Capabilities". The capabilities that hand over the node are reported by
 * `workload/dangerous-capability`. Silent on privileged containers, which hold every capability anyway.
 */
export const addedCapability = definePodRule({
  id: "workload/added-capability",
  title: "Container adds a capability beyond the default set",
  severity: "medium",
  why: "Capabilities outside the default set act on the network or kernel that all pods of a node share; NET_RAW alone is enough to spoof neighbours.",
  remediation: "Remove the capability, or move what needs it to a node agent of its own.",
  standards: { pss: ["baseline"], cis: ["5.2.9"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    checkov: ["CKV_K8S_25", "CKV_K8S_28"],
    trivy: ["KSV-0022", "KSV-0119"],
    kubescape: ["C-0046", "C-0199"],
    polaris: ["insecureCapabilities", "dangerousCapabilities"],
    kubeaudit: ["CapabilityAdded"],
    kics: ["19ebaa28", "dbbc6705"],
    kyverno: ["disallow-capabilities"],
    gatekeeper: ["K8sPSPCapabilities"],
    terrascan: ["AC_K8S_0048"],
  },
  controls: ["capabilities-added-beyond-the-default-set", "net-raw-not-dropped-added"],
  waive: "Network agents that need NET_ADMIN or NET_RAW, in a namespace of their own.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    const offences = offencesAt(capabilitiesBaselineCheck, pod, options.kubernetesVersion);
    for (const { container, path, message } of offences) {
      const { gain, dangerous } = capabilityNamed(pod, path);
      if (dangerous || !container || isPrivileged(container)) continue;
      report({
        path,
        message: `${message}: ${gain}`,
        fixes: [fix("unsafe", "Do not add this capability", remove(path))],
      });
    }
  },
});
