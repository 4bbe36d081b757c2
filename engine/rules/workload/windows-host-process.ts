import { fix, set } from "../../fixes/change";
import { booleanAt } from "../../kubernetes/fields";
import { offencesAt } from "../../standards/pod-security/check";
import { windowsHostProcessCheck } from "../../standards/pod-security/windows-host-process";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "HostProcess". The node's network that comes with it is the same cause. */
export const windowsHostProcess = definePodRule({
  id: "workload/windows-host-process",
  title: "Windows container runs as a process of the node",
  severity: "critical",
  why: "A host process container has the node's file system, registry and network, and often its SYSTEM account: it is no container to an attacker.",
  remediation: "Remove `hostProcess: true`.",
  standards: { pss: ["baseline"], cis: ["5.2.10"], nsa: ["privileged"], mitre: ["T1611"], owasp: ["K01"] },
  equivalents: {
    trivy: ["KSV-0103"],
    kubescape: ["C-0202", "C-0211"],
    polaris: ["hostProcess"],
    kyverno: ["disallow-host-process", "require-run-as-containeruser"],
    gatekeeper: ["K8sPSPHostProcess"],
  },
  controls: ["windows-hostprocess"],
  waive: "Network plugins, storage drivers and monitoring of Windows nodes.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(windowsHostProcessCheck, pod, options.kubernetesVersion)) {
      const network = booleanAt(pod.spec, "hostNetwork") === true ? [set(pod.at("hostNetwork"), false)] : [];
      report({ path, message, fixes: [fix("unsafe", "Run in a container", set(path, false), ...network)] });
    }
  },
});
