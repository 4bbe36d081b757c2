import { fix, remove } from "../../fixes/change";
import { booleanAt } from "../../kubernetes/fields";
import { offencesAt } from "../../standards/pod-security/check";
import { hostPortsCheck } from "../../standards/pod-security/host-ports";
import { definePodRule } from "../define-rule";

/**
 * Source: Pod Security Standards, baseline, "Host Ports". Under `hostNetwork` every port is one of the node;
 * `workload/host-network` reports that cause.
 */
export const hostPort = definePodRule({
  id: "workload/host-port",
  title: "Container opens a port on the node",
  severity: "medium",
  why: "The port is open on the node's addresses, past Services and most NetworkPolicies, and only one such pod fits on a node.",
  remediation: "Remove `hostPort` and expose the pod by a Service.",
  standards: {
    pss: ["baseline"],
    cis: ["5.2.12"],
    nsa: ["host-access"],
    mitre: ["T1190"],
    owasp: ["K01", "K07"],
  },
  equivalents: {
    checkov: ["CKV_K8S_26"],
    trivy: ["KSV-0024"],
    kubescape: ["C-0044"],
    polaris: ["hostPortSet"],
    kics: ["2b1836f1"],
    kyverno: ["disallow-host-ports", "disallow-host-ports-range"],
    gatekeeper: ["K8sPSPHostNetworkingPorts"],
  },
  controls: ["hostport"],
  waive: "Ingress controllers and node agents that must answer on the nodes' own addresses.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    if (booleanAt(pod.spec, "hostNetwork") === true) return;
    for (const { path, message } of offencesAt(hostPortsCheck, pod, options.kubernetesVersion)) {
      report({ path, message, fixes: [fix("unsafe", "Close the port on the node", remove(path))] });
    }
  },
});
