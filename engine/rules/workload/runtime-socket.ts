import { fix } from "../../fixes/change";
import { removeVolume } from "../../fixes/remove-volume";
import { hostPathVolumes } from "../../workload/host-path";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "HostPath Volumes": the socket of the container runtime. */
export const runtimeSocket = definePodRule({
  id: "workload/runtime-socket",
  title: "Pod mounts the container runtime's socket",
  severity: "critical",
  why: "Whoever may talk to the container runtime starts a privileged container and owns the node, whatever else the pod is denied; mounting it read-only does not help.",
  remediation:
    "Remove the volume; build images with a rootless builder, and read container data from the kubelet or the API.",
  standards: { pss: ["baseline"], cis: ["5.2.11"], nsa: ["host-access"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["docker-sock"],
    checkov: ["CKV_K8S_27"],
    trivy: ["KSV-0006", "KSV-0023"],
    kubescape: ["C-0048", "C-0074"],
    polaris: ["hostPathSet"],
    kubeaudit: ["SensitivePathsMounted"],
    kubesec: ["DockerSock"],
    kics: ["a6f34658", "aa8f7a35"],
    kyverno: ["disallow-container-sock-mounts", "disallow-host-path"],
    gatekeeper: ["K8sPSPHostFilesystem"],
    terrascan: ["AC_K8S_0076", "AC_K8S_0088"],
  },
  controls: ["container-runtime-socket-mounted"],
  waive: "Node agents that watch containers through the runtime, in a namespace of their own.",
  fixable: true,
  since: "0.1.0",
  check({ pod, report }) {
    for (const volume of hostPathVolumes(pod)) {
      if (volume.class !== "runtime-socket") continue;
      report({
        path: pod.at("volumes", volume.index, "hostPath", "path"),
        message: `volume "${volume.name}" mounts the container runtime's socket (${volume.path}): who uses it owns the node`,
        fixes: [fix("unsafe", "Remove the volume and its mounts", ...removeVolume(pod, volume.index))],
      });
    }
  },
});
