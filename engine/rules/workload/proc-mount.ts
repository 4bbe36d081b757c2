import { fix, set } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { procMountCheck } from "../../standards/pod-security/proc-mount";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "/proc Mount Type". */
export const procMount = definePodRule({
  id: "workload/proc-mount",
  title: "Container sees /proc unmasked",
  severity: "high",
  why: "Without the masks, kernel memory, keys and settings of the node are readable and writable through /proc.",
  remediation: "Remove `procMount`, or give the pod a user namespace (`hostUsers: false`).",
  standards: { pss: ["baseline"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["unsafe-proc-mount"],
    trivy: ["KSV-0027"],
    kubescape: ["C-0211"],
    polaris: ["procMount"],
    kics: ["f922827f"],
    kyverno: ["disallow-proc-mount"],
    gatekeeper: ["K8sPSPProcMount"],
    terrascan: ["AC_K8S_0077"],
  },
  controls: ["procmount-not-default"],
  waive: "Builders that run containers inside the container.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(procMountCheck, pod, options.kubernetesVersion)) {
      report({ path, message, fixes: [fix("unsafe", "Mask /proc", set(path, "Default"))] });
    }
  },
});
