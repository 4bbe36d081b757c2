import { fix, remove } from "../../fixes/change";
import { offencesAt } from "../../standards/pod-security/check";
import { hostProbesCheck } from "../../standards/pod-security/host-probes";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline from 1.34, "Host Probes / Lifecycle Hooks". */
export const probeHost = definePodRule({
  id: "workload/probe-host",
  title: "Probe or lifecycle hook names a host",
  severity: "medium",
  why: "The kubelet makes the call from the node's own network, past every NetworkPolicy: whoever writes the manifest can reach the node's loopback and the cloud's metadata through it.",
  remediation: "Remove `host`; the kubelet then calls the pod itself. For HTTP set a `Host` header instead.",
  standards: {
    pss: ["baseline"],
    nsa: ["host-access"],
    mitre: ["T1046", "T1552.005"],
    owasp: ["K01"],
  },
  equivalents: { gatekeeper: ["K8sPSPHostProbesLifecycle"] },
  controls: ["host-field-in-probes-lifecycle-hooks-ssrf"],
  waive: "Pods on the node's network that listen on the loopback address only.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    for (const { path, message } of offencesAt(hostProbesCheck, pod, options.kubernetesVersion)) {
      report({ path, message, fixes: [fix("unsafe", "Let the kubelet call the pod", remove(path))] });
    }
  },
});
