import { fix, remove, set } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { seLinuxOptionsCheck } from "../../standards/pod-security/se-linux-options";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "SELinux". */
export const selinuxOptions = definePodRule({
  id: "workload/selinux-options",
  title: "SELinux label outside the container types",
  severity: "medium",
  why: "A type such as spc_t, or another user or role, lifts the confinement that keeps a container off the node's files.",
  remediation: "Remove user and role, and use a container type such as `container_t`.",
  standards: { pss: ["baseline"], cis: ["5.6.3"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0025"],
    kubescape: ["C-0055", "C-0211"],
    polaris: ["linuxHardening"],
    kyverno: ["disallow-selinux"],
    gatekeeper: ["K8sPSPSELinuxV2"],
  },
  controls: ["selinux-options"],
  waive: "Storage and security agents that must reach the node's files.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(seLinuxOptionsCheck, pod, options.kubernetesVersion)) {
      const isType = path.at(-1) === "type";
      report({
        path,
        message,
        fixes: [
          isType
            ? fix("unsafe", "Use the type container_t", set(path, "container_t"))
            : fix("unsafe", `Leave the SELinux ${path.at(-1)} to the runtime`, remove(path)),
        ],
      });
    }
  },
});
