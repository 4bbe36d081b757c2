import { defineResourceRule } from "../define-rule";
import { allowsEveryPort, describeSelection, NETWORK_POLICY_KINDS, writtenRules } from "./policy-rules";

/** Source: networking/v1 `NetworkPolicyEgressRule`: no `to` is everywhere, also outside the cluster. */
export const allowAllEgress = defineResourceRule({
  id: "network/allow-all-egress",
  title: "NetworkPolicy allows egress to everywhere",
  severity: "medium",
  why: "A rule without peers lets a taken-over pod reach every other pod, the cloud's metadata service and the Internet. Policies add up, so it undoes each default deny beside it.",
  remediation: "Name where the pods may connect in `to`, DNS included, and on which ports.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], mitre: ["T1041", "T1552.005"], owasp: ["K07"] },
  equivalents: {
    kubeaudit: ["AllowAllEgressNetworkPolicyExists"],
    kyverno: ["restrict-networkpolicy-empty-podselector"],
    popeye: ["1203"],
  },
  controls: ["allow-all-empty-selector"],
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    for (const rule of writtenRules(resource, "egress")) {
      if (rule.peers.length > 0 || !allowsEveryPort(rule.value)) continue;
      report({
        path: rule.path,
        message: `${describeSelection(resource)} may connect to everywhere on every port`,
      });
    }
  },
});
