import { fix, remove, set } from "../../fixes/change";
import type { JsonObject } from "../../json";
import { hasMap, stringAt, stringMapAt } from "../../kubernetes/fields";
import { dnsPeerFault, dnsPortItems } from "../../network/dns-rule-faults";
import { defineResourceRule } from "../define-rule";
import { NETWORK_POLICY_KINDS, writtenRules } from "./policy-rules";

const NAME_LABEL = "kubernetes.io/metadata.name";
const SYSTEM = "kube-system";

function isSystemNamespace(peer: JsonObject): boolean {
  return stringMapAt(peer, "namespaceSelector", "matchLabels")[NAME_LABEL] === SYSTEM;
}

/** Source: networking/v1 `NetworkPolicyPeer`; cluster/addons/dns of kubernetes/kubernetes for the label. */
export const dnsPeer = defineResourceRule({
  id: "network/dns-peer",
  title: "DNS rule does not mean the cluster's DNS pods",
  severity: "medium",
  why: "A `podSelector` alone looks in the policy's own namespace, and CoreDNS carries the label `k8s-app: kube-dns`. The rule looks right, matches nothing or too much, and lookups time out.",
  remediation:
    "Write `namespaceSelector` for kube-system and `podSelector` `k8s-app: kube-dns` in one item of `to`.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], owasp: ["K07"] },
  equivalents: { kyverno: ["add-networkpolicy-dns"] },
  controls: ["dns-egress-kept"],
  fixable: true,
  since: "0.1.0",
  appliesTo: NETWORK_POLICY_KINDS,
  check({ resource, report }) {
    for (const rule of writtenRules(resource, "egress")) {
      if (dnsPortItems(rule.value).length === 0) continue;
      for (const peer of rule.peers) {
        const fault = dnsPeerFault(peer.value, resource.namespace);
        if (fault === "wrong-label") {
          const path = [...peer.path, "podSelector", "matchLabels", "k8s-app"];
          const label = stringAt(peer.value, "podSelector", "matchLabels", "k8s-app");
          report({
            path,
            message: `CoreDNS carries the label k8s-app: kube-dns, not ${label}`,
            fixes: [fix("safe", "Select k8s-app: kube-dns", set(path, "kube-dns"))],
          });
        }
        if (fault !== "own-namespace") continue;
        const split = rule.peers.find(
          (other) => other !== peer && isSystemNamespace(other.value) && !hasMap(other.value, "podSelector"),
        );
        const selector = { matchLabels: { [NAME_LABEL]: SYSTEM } };
        report({
          path: [...peer.path, "podSelector"],
          severity: split ? "low" : "medium",
          message: split
            ? "namespace and pods are two items, which is either of them: every pod of kube-system is allowed"
            : "a podSelector alone looks in this namespace, where the cluster's DNS is not",
          fixes: [
            fix(
              "safe",
              "Select kube-dns in kube-system",
              set([...peer.path, "namespaceSelector"], selector),
              ...(split ? [remove(split.path)] : []),
            ),
          ],
        });
      }
    }
  },
});
