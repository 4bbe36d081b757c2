import { fix, set } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { hostNamespacesCheck } from "../../standards/pod-security/host-namespaces";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "Host Namespaces". */
export const hostIpc = definePodRule({
  id: "workload/host-ipc",
  title: "Pod shares the node's IPC",
  severity: "medium",
  why: "Shared memory and message queues of the node's processes can be read and written, database buffers among them.",
  remediation: "Remove `hostIPC: true`.",
  standards: { pss: ["baseline"], cis: ["5.2.4"], nsa: ["host-access"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    "kube-linter": ["host-ipc"],
    checkov: ["CKV_K8S_18"],
    trivy: ["KSV-0008"],
    kubescape: ["C-0038", "C-0276"],
    polaris: ["hostIPCSet"],
    kubeaudit: ["NamespaceHostIPCTrue"],
    kubesec: ["HostIPC"],
    kics: ["cd290efd"],
    kyverno: ["disallow-host-namespaces"],
    gatekeeper: ["K8sPSPHostNamespace"],
    terrascan: ["AC_K8S_0083"],
  },
  controls: ["hostipc"],
  waive: "Programs that talk to a daemon of the node through shared memory.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(hostNamespacesCheck, pod, options.kubernetesVersion)) {
      if (path.at(-1) !== "hostIPC") continue;
      report({ path, message, fixes: [fix("unsafe", "Leave the node's namespace", set(path, false))] });
    }
  },
});
