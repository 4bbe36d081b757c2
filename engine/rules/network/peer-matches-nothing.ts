import { type JsonObject, type JsonValue, type Path, valueAt } from "../../json";
import { mapsAt } from "../../kubernetes/fields";
import { labelSelectorMatches } from "../../kubernetes/selector";
import { isEmptySelector } from "../../network/empty-selector";
import type { PodEndpoint } from "../../network/endpoint";
import { type Network, networkOf } from "../../network/network";
import type { NetworkPolicy } from "../../network/network-policy";
import { defineInventoryRule } from "../define-rule";
import { hasForeignLabels } from "../foreign-labels";
import { namespacesWithMadePods } from "../pod-makers";

/** Source: networking/v1 `NetworkPolicyPeer`. */
export const peerMatchesNothing = defineInventoryRule({
  id: "network/peer-matches-nothing",
  title: "NetworkPolicy peer matches no pod",
  severity: "low",
  why: "A rule for pods that do not exist allows nothing, so a connection that was meant to work is cut. Whoever creates a pod with these labels later walks in.",
  remediation: "Select the labels that the other side's pod template really has.",
  standards: { nsa: ["network-policies"] },
  equivalents: {
    "kube-linter": ["dangling-networkpolicypeer-podselector"],
    popeye: ["1201", "1202", "1206", "1207", "1208"],
  },
  controls: ["peer-selector-matches-nothing-x"],
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/NetworkPolicy"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const network = networkOf(inventory);
    const made = namespacesWithMadePods(inventory);
    for (const policy of network.policies) {
      for (const direction of ["ingress", "egress"] as const) {
        if (policy.rules[direction] === undefined) continue;
        const key = direction === "ingress" ? "from" : "to";
        for (const rule of mapsAt(policy.fact.data, "spec", direction)) {
          for (const peer of mapsAt(rule.value, key)) {
            const path = danglingPart(network, policy, peer.value, made);
            if (!path) continue;
            report(policy.fact, {
              path: ["spec", direction, rule.index, key, peer.index, ...path],
              message: "no pod in sight has these labels, so this peer allows nothing",
            });
          }
        }
      }
    }
  },
});

/** The selector that matches nothing; `undefined` where something matches or the namespaces meant are not in sight. */
function danglingPart(
  network: Network,
  policy: NetworkPolicy,
  peer: JsonObject,
  made: ReadonlySet<string>,
): Path | undefined {
  const { podSelector, namespaceSelector } = peer;
  if (podSelector === undefined || isEmptySelector(podSelector) || hasForeignLabels(podSelector))
    return undefined;
  const candidates = candidatesOf(network, policy, namespaceSelector);
  if (candidates.length === 0 || candidates.some(({ namespace }) => made.has(namespace))) return undefined;
  return candidates.some(({ labels }) => labelSelectorMatches(podSelector, labels))
    ? undefined
    : ["podSelector"];
}

/**
 * The pods of the namespace that a peer names; none where it names several by a label, which may also be the label of
 * namespaces that nobody sees from here.
 */
function candidatesOf(
  network: Network,
  policy: NetworkPolicy,
  namespaceSelector: JsonValue | undefined,
): readonly PodEndpoint[] {
  if (namespaceSelector === undefined) return network.podsIn(policy.namespace);
  const name = valueAt(namespaceSelector, ["matchLabels", "kubernetes.io/metadata.name"]);
  if (typeof name !== "string") return [];
  return network
    .podsIn(name)
    .filter(({ namespaceLabels }) => labelSelectorMatches(namespaceSelector, namespaceLabels));
}
