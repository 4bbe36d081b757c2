import { fix, remove, set } from "../../fixes/change";
import { capabilitiesBaselineCheck } from "../../standards/pod-security/capabilities-baseline";
import { offencesAt } from "../../standards/pod-security/check";
import { capabilityNamed } from "../../workload/capability";
import { isPrivileged, needsPrivilegeEscalation } from "../../workload/effective-security";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, baseline, "Capabilities": those that hand over the node. Silent on privileged
 * containers, which hold every capability anyway.
 */
export const dangerousCapability = definePodRule({
  id: "workload/dangerous-capability",
  title: "Container adds a capability that hands over the node",
  severity: "critical",
  why: "SYS_ADMIN, SYS_MODULE and their like are as good as privileged: with one of them a container mounts the node's disks, loads a kernel module or reads other processes' memory.",
  remediation: "Remove the capability, or move what needs it to a node agent of its own.",
  standards: { pss: ["baseline"], cis: ["5.2.9"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    checkov: ["CKV_K8S_25", "CKV_K8S_39"],
    trivy: ["KSV-0005", "KSV-0022", "KSV-0120"],
    kubescape: ["C-0046", "C-0079"],
    polaris: ["insecureCapabilities", "dangerousCapabilities"],
    kubeaudit: ["CapabilityAdded"],
    kubesec: ["CapSysAdmin"],
    kics: ["19ebaa28", "235236ee"],
    kyverno: ["disallow-capabilities", "prevent-cr8escape"],
    gatekeeper: ["K8sPSPCapabilities"],
    terrascan: ["AC_K8S_0075"],
  },
  controls: [
    "capabilities-added-beyond-the-default-set",
    "sys-admin-added",
    "sys-module-added",
    "cve-2022-0185-cap-sys-admin-kernel",
  ],
  waive: "Runtime security agents and storage drivers, in a namespace of their own.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    const offences = offencesAt(capabilitiesBaselineCheck, pod, options.kubernetesVersion);
    for (const { container, path, message } of offences) {
      const { gain, dangerous } = capabilityNamed(pod, path);
      if (!dangerous || !container || isPrivileged(container)) continue;
      const noEscalation = set(container.at("securityContext", "allowPrivilegeEscalation"), false);
      const held = !needsPrivilegeEscalation(container);
      report({
        path,
        message: `${message}: ${gain}`,
        fixes: [fix("unsafe", "Do not add this capability", remove(path), ...(held ? [] : [noEscalation]))],
      });
    }
  },
});
