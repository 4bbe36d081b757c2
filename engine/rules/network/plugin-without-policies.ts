import { defineResourceRule } from "../define-rule";

const FLANNEL = /(^|\/)flannel(:|@|$)/;

/** What enforces NetworkPolicies beside flannel: canal's calico-node, or kube-router and kube-network-policies. */
const ENFORCERS = /calico|cilium|kube-router|kube-network-policies|antrea|weave/;

/** Source: kubernetes.io "Network Policies", prerequisites; flannel's README: it is no policy engine. */
export const pluginWithoutPolicies = defineResourceRule({
  id: "network/plugin-without-policies",
  title: "Network plugin does not enforce NetworkPolicies",
  severity: "high",
  why: "Under a plugin that does not enforce them, NetworkPolicies are accepted and do nothing. Every pod reaches every pod while the manifests say otherwise.",
  remediation:
    "Use a plugin that enforces policies (Cilium, Calico, Antrea), or run an enforcer beside this one.",
  standards: { cis: ["5.3.1"], nsa: ["network-policies"], owasp: ["K07"] },
  equivalents: { kubescape: ["C-0205", "C-0240"], kics: ["03aabc8c"] },
  controls: ["cni-supports-networkpolicy"],
  since: "0.1.0",
  appliesTo: ["apps/DaemonSet"],
  check({ pods, report }) {
    for (const pod of pods) {
      const isEnforced = pod.containers.some(({ image }) => image !== undefined && ENFORCERS.test(image));
      const flannel = pod.containers.find(
        ({ image, list }) => list === "containers" && image !== undefined && FLANNEL.test(image),
      );
      if (!flannel || isEnforced) continue;
      report({ path: flannel.at("image"), message: "flannel does not enforce NetworkPolicies" });
    }
  },
});
