import { fix, remove } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { sysctlsCheck } from "../../standards/pod-security/sysctls";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "Sysctls". */
export const sysctls = definePodRule({
  id: "workload/sysctls",
  title: "Pod changes an unsafe kernel setting",
  severity: "medium",
  why: "Settings that are not kept apart per pod change the node for every pod on it, and can switch protections off.",
  remediation:
    "Use only the safe settings of the cluster's version; others belong to the node's configuration.",
  standards: { pss: ["baseline"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["unsafe-sysctls"],
    trivy: ["KSV-0026"],
    kubescape: ["C-0211"],
    kics: ["9127f0d9"],
    kyverno: ["restrict-sysctls"],
    gatekeeper: ["K8sPSPForbiddenSysctls"],
    terrascan: ["AC_K8S_0074"],
  },
  controls: ["unsafe-sysctls-allow-list-grew-at-1-27-1-29-1-32-1-37"],
  waive:
    "Settings that the nodes allow on purpose (`--allowed-unsafe-sysctls`) for a workload that needs them.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(sysctlsCheck, pod, options.kubernetesVersion)) {
      report({
        path,
        message,
        fixes: [fix("unsafe", "Leave the setting as the node has it", remove(path.slice(0, -1)))],
      });
    }
  },
});
