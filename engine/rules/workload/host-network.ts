import { fix, remove, set } from "../../fixes/change";
import { mapsAt } from "../../kubernetes/fields";
import { offencesAt } from "../../standards/pod-security/check";
import { hostNamespacesCheck } from "../../standards/pod-security/host-namespaces";
import { windowsHostProcessCheck } from "../../standards/pod-security/windows-host-process";
import { definePodRule } from "../define-rule";

/** Source: Pod Security Standards, baseline, "Host Namespaces". The ports that come with it are the same cause. */
export const hostNetwork = definePodRule({
  id: "workload/host-network",
  title: "Pod shares the node's network",
  severity: "high",
  why: "NetworkPolicies do not apply, services on the node's loopback are reachable (kubelet, metadata, sidecars), and traffic of other pods can be read.",
  remediation: "Remove `hostNetwork: true` and expose the pod by a Service.",
  standards: {
    pss: ["baseline"],
    cis: ["5.2.5"],
    nsa: ["host-access"],
    mitre: ["T1611", "T1040"],
    owasp: ["K01"],
  },
  equivalents: {
    "kube-linter": ["host-network"],
    checkov: ["CKV_K8S_19"],
    trivy: ["KSV-0009"],
    kubescape: ["C-0041"],
    polaris: ["hostNetworkSet"],
    kubeaudit: ["NamespaceHostNetworkTrue"],
    kubesec: ["HostNetwork"],
    kics: ["6b6bdfb3"],
    kyverno: ["disallow-host-namespaces"],
    gatekeeper: ["K8sPSPHostNetworkingPorts"],
    terrascan: ["AC_K8S_0084"],
  },
  controls: ["hostnetwork"],
  waive: "Network plugins, node proxies and ingress controllers on the nodes' own addresses.",
  fixable: true,
  since: "0.1.0",
  check({ pod, options, report }) {
    const minor = options.kubernetesVersion;
    const offence = offencesAt(hostNamespacesCheck, pod, minor).find(
      ({ path }) => path.at(-1) === "hostNetwork",
    );
    // Windows host processes have no network but the node's: `workload/windows-host-process` reports the cause.
    if (!offence || offencesAt(windowsHostProcessCheck, pod, minor).length > 0) return;
    const hostPorts = pod.containers.flatMap((container) =>
      mapsAt(container.spec, "ports")
        .filter(({ value }) => value.hostPort !== undefined)
        .map(({ index }) => remove(container.at("ports", index, "hostPort"))),
    );
    report({
      path: offence.path,
      message: offence.message,
      fixes: [fix("unsafe", "Leave the node's network", set(offence.path, false), ...hostPorts)],
    });
  },
});
