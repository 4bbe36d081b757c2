import { dnsPortItems } from "../../network/dns-rule-faults";
import { isEmptySelector } from "../../network/empty-selector";
import { defineResourceRule } from "../define-rule";
import { allowsEveryPort, NETWORK_POLICY_KINDS, writtenRules } from "./policy-rules";

/** Source: networking/v1 `NetworkPolicyPeer.namespaceSelector`: an empty one is every namespace. */
export const broadNamespacePeer = defineResourceRule({
  id: "network/broad-namespace-peer",
  title: "NetworkPolicy peer is every pod of every namespace",
  severity: "medium",
  why: "An empty `namespaceSelector` means all pods of the cluster, those of other teams and of a compromised namespace too. The namespace is then no boundary for these pods.",
  remediation:
    "Select the namespace by `kubernetes.io/metadata.name` and the pods by their labels, in one item.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: { kyverno: ["restrict-networkpolicy-empty-podselector"], popeye: ["1203"] },
  controls: ["allow-all-empty-selector"],
  waive: "The pods serve the whole cluster, such as DNS, an ingress or a metrics endpoint.",
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    for (const rule of writtenRules(resource, "ingress", "egress")) {
      // DNS may be asked of wherever it runs, and its port gives little away.
      const isDns = rule.direction === "egress" && dnsPortItems(rule.value).length > 0;
      if (isDns) continue;
      for (const { value, path } of rule.peers) {
        const isAllNamespaces = isEmptySelector(value.namespaceSelector);
        const isAllPods = value.podSelector === undefined || isEmptySelector(value.podSelector);
        if (!isAllNamespaces || !isAllPods) continue;
        const isNarrow = !allowsEveryPort(rule.value);
        report({
          path: [...path, "namespaceSelector"],
          ...(isNarrow || rule.direction === "egress" ? { severity: "low" as const } : {}),
          message:
            rule.direction === "ingress"
              ? "an empty namespaceSelector admits every pod of the cluster"
              : "an empty namespaceSelector allows connections to every pod of the cluster",
        });
      }
    }
  },
});
