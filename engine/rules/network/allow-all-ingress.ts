import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import {
  allowsEveryPort,
  describeSelection,
  isEveryAddress,
  NETWORK_POLICY_KINDS,
  writtenRules,
} from "./policy-rules";

/** Source: networking/v1 `NetworkPolicyIngressRule`: no `from` is everyone, also outside the cluster. */
export const allowAllIngress = defineResourceRule({
  id: "network/allow-all-ingress",
  title: "NetworkPolicy allows ingress from everyone",
  severity: "medium",
  why: "A rule without peers admits every pod and every address on every port. Policies add up, so it undoes each default deny beside it.",
  remediation: "Name who may connect in `from`, and on which ports.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: {
    trivy: ["KSV-0038"],
    kubeaudit: ["AllowAllIngressNetworkPolicyExists"],
    kyverno: ["restrict-networkpolicy-empty-podselector"],
    popeye: ["1203"],
  },
  controls: ["allow-all-empty-selector"],
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    for (const rule of writtenRules(resource, "ingress")) {
      if (!allowsEveryPort(rule.value)) continue;
      const who = describeSelection(resource);
      if (rule.peers.length === 0) {
        report({ path: rule.path, message: `${who} may be reached by everyone on every port` });
        continue;
      }
      const open = rule.peers.find(({ value }) => isEveryAddress(stringAt(value, "ipBlock", "cidr")));
      if (open) {
        report({
          path: [...open.path, "ipBlock", "cidr"],
          message: `${who} may be reached from every address on every port`,
        });
      }
    }
  },
});
