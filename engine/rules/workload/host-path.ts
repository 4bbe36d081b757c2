import { fix } from "../../fixes/change";
import { removeVolume } from "../../fixes/remove-volume";
import { hostPathVolumes } from "../../workload/host-path";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, baseline, "HostPath Volumes". Sockets of container runtimes and paths that give the
 * node away are reported by `workload/runtime-socket` and `workload/sensitive-host-path`.
 */
export const hostPath = definePodRule({
  id: "workload/host-path",
  title: "Pod mounts a path of the node",
  severity: "medium",
  why: "Files of the node outlive the pod and are shared with everything else on it; a writable one can be turned against the programs that read it, also through symbolic links.",
  remediation:
    "Use a persistent volume, an `emptyDir` or a CSI driver; where the node's files are the purpose, mount them with `readOnly: true`.",
  standards: { pss: ["baseline"], cis: ["5.2.11"], nsa: ["host-access"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["writable-host-mount"],
    trivy: ["KSV-0023"],
    kubescape: ["C-0045", "C-0048"],
    polaris: ["hostPathSet"],
    kics: ["aa8f7a35", "b7652612"],
    kyverno: ["disallow-host-path", "ensure-readonly-hostpath"],
    gatekeeper: ["K8sPSPHostFilesystem"],
    terrascan: ["AC_K8S_0076"],
  },
  controls: ["hostpath-volume-any", "hostpath-mounted-writable"],
  waive: "Node agents that read logs or hand out devices, and local storage of single-node clusters.",
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const volume of hostPathVolumes(pod)) {
      if (volume.class !== "plain") continue;
      const writable = volume.writers.length > 0;
      report({
        path: pod.at("volumes", volume.index, "hostPath", "path"),
        message: `volume "${volume.name}" mounts ${volume.path || "a path"} of the node${
          writable ? `, writable for ${volume.writers.map((name) => `"${name}"`).join(", ")}` : ""
        }`,
        severity: writable ? "high" : "medium",
        fixes: [fix("unsafe", "Remove the volume and its mounts", ...removeVolume(pod, volume.index))],
      });
    }
  },
});
