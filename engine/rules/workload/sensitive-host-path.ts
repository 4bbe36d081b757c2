import { fix } from "../../fixes/change";
import { removeVolume } from "../../fixes/remove-volume";
import { hostPathVolumes } from "../../workload/host-path";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "HostPath Volumes": the paths that give the node away. */
export const sensitiveHostPath = definePodRule({
  id: "workload/sensitive-host-path",
  title: "Pod mounts a sensitive path of the node",
  severity: "critical",
  why: "Credentials of the kubelet, keys, system programs and devices lie there: reading them impersonates the node, writing them takes it over.",
  remediation:
    "Remove the volume, or narrow it to the one file that is needed and mount it with `readOnly: true`.",
  standards: {
    pss: ["baseline"],
    cis: ["5.2.11"],
    nsa: ["host-access"],
    mitre: ["T1611", "T1552"],
    owasp: ["K01"],
  },
  equivalents: {
    "kube-linter": ["sensitive-host-mounts", "writable-host-mount"],
    trivy: ["KSV-0023", "KSV-0121"],
    kubescape: ["C-0020", "C-0045", "C-0048"],
    polaris: ["hostPathSet"],
    kubeaudit: ["SensitivePathsMounted"],
    kubesec: ["ProcMount"],
    kics: ["5308a7a8", "aa8f7a35", "b7652612"],
    kyverno: ["disallow-host-path", "ensure-readonly-hostpath", "limit-hostpath-vols"],
    gatekeeper: ["K8sPSPHostFilesystem"],
    terrascan: ["AC_K8S_0076", "AC_K8S_0081"],
  },
  controls: [
    "hostpath-to-sensitive-directory",
    "hostpath-mounted-writable",
    "cloud-credential-files-mounted-by-hostpath",
  ],
  waive: "Storage drivers and node agents whose work is those files, in a namespace of their own.",
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const volume of hostPathVolumes(pod)) {
      const credentials = volume.class === "cloud-credentials";
      if (volume.class !== "sensitive" && !credentials) continue;
      const writable = volume.writers.length > 0;
      const writers = volume.writers.map((name) => `"${name}"`).join(", ");
      report({
        path: pod.at("volumes", volume.index, "hostPath", "path"),
        message: `volume "${volume.name}" mounts ${
          credentials ? `the node's cloud credentials (${volume.path})` : `${volume.path} of the node`
        }${writable ? `, writable for ${writers}` : ", readable in the pod"}`,
        severity: writable || credentials ? "critical" : "high",
        fixes: [fix("unsafe", "Remove the volume and its mounts", ...removeVolume(pod, volume.index))],
      });
    }
  },
});
