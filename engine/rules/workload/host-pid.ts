import { fix, set } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { hostNamespacesCheck } from "../../standards/pod-security/host-namespaces";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "Host Namespaces". */
export const hostPid = definePodRule({
  id: "workload/host-pid",
  title: "Pod shares the node's processes",
  severity: "high",
  why: "Every process of the node can be seen, its environment and files read through /proc, and as root stopped or traced.",
  remediation: "Remove `hostPID: true`.",
  standards: { pss: ["baseline"], cis: ["5.2.3"], nsa: ["host-access"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["host-pid"],
    checkov: ["CKV_K8S_17"],
    trivy: ["KSV-0010"],
    kubescape: ["C-0038", "C-0275"],
    polaris: ["hostPIDSet"],
    kubeaudit: ["NamespaceHostPIDTrue"],
    kubesec: ["HostPID"],
    kics: ["302736f4"],
    kyverno: ["disallow-host-namespaces"],
    gatekeeper: ["K8sPSPHostNamespace"],
    terrascan: ["AC_K8S_0082"],
  },
  controls: ["hostpid"],
  waive: "Node monitoring agents that read /proc of the node.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(hostNamespacesCheck, pod, options.kubernetesVersion)) {
      if (path.at(-1) !== "hostPID") continue;
      report({ path, message, fixes: [fix("unsafe", "Leave the node's namespace", set(path, false))] });
    }
  },
});
