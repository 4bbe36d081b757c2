import { offencesAt } from "../../standards/pod-security/check";
import { restrictedVolumesCheck } from "../../standards/pod-security/restricted-volumes";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, restricted, "Volume Types". Paths of the node are baseline's, and reported there. */
export const volumeType = definePodRule({
  id: "workload/volume-type",
  title: "Pod uses a volume type that reaches past its namespace",
  severity: "medium",
  why: "In-tree storage types name servers, disks and credentials in the pod itself, so that whoever may create pods may mount any of them; a gitRepo volume runs git on the node as root (CVE-2024-10220).",
  remediation:
    "Use a PersistentVolumeClaim, an ephemeral volume or a CSI driver; clone repositories in an init container.",
  standards: { pss: ["restricted"], nsa: ["host-access"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0028"],
    kyverno: ["restrict-volume-types"],
    gatekeeper: ["K8sPSPVolumeTypes", "K8sPSPFlexVolumes"],
  },
  controls: ["volume-types-outside-the-restricted-list"],
  waive: "Legacy shares that no CSI driver of the cluster serves yet.",
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(restrictedVolumesCheck, pod, options.kubernetesVersion)) {
      const type = path.at(-1);
      if (type === "hostPath") continue;
      const git = type === "gitRepo";
      report({
        path,
        message: git ? `${message}; the kubelet runs git for it as root on the node` : message,
        target: "key",
        ...(git ? { severity: "high" } : {}),
      });
    }
  },
});
