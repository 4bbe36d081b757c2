import { valueAt } from "../../json";
import { mapAt } from "../../kubernetes/fields";
import { mapSelectorMatches } from "../../kubernetes/selector";
import { effectiveNamespace } from "../../network/endpoint";
import { networkOf } from "../../network/network";
import { defineInventoryRule } from "../define-rule";
import { hasForeignLabels } from "../foreign-labels";
import { namespacesWithMadePods } from "../pod-makers";

const KINDS = ["PeerAuthentication", "AuthorizationPolicy", "RequestAuthentication"].map(
  (kind) => `security.istio.io/${kind}`,
);

/** Source: Istio `WorkloadSelector`; analysis message IST0127. */
export const policySelectsNothing = defineInventoryRule({
  id: "mesh/policy-selects-nothing",
  title: "Mesh policy selects no workload",
  severity: "medium",
  why: "A policy whose labels fit no pod protects nothing, while everybody believes it does. Most often a label was renamed on one side only.",
  remediation: "Select the labels of the pod template, in the policy's own namespace, or remove the policy.",
  controls: ["authorizationpolicy-present-effective-x", "dangling-references-x"],
  since: "0.1.0",
  appliesTo: KINDS,
  needsClosedScope: true,
  check({ inventory, report }) {
    const network = networkOf(inventory);
    const made = namespacesWithMadePods(inventory);
    for (const fact of KINDS.flatMap((kind) => inventory.ofKind(kind))) {
      const selector = valueAt(fact.data, ["spec", "selector", "matchLabels"]);
      if (Object.keys(mapAt(selector)).length === 0 || hasForeignLabels(selector)) continue;
      const own = effectiveNamespace(fact.namespace);
      // A selector in the root namespace means workloads of every namespace.
      const candidates = own === "istio-system" ? network.pods : network.podsIn(own);
      if (
        made.has(own) ||
        candidates.length === 0 ||
        candidates.some(({ labels }) => mapSelectorMatches(selector, labels))
      )
        continue;
      report(fact, { path: ["spec", "selector", "matchLabels"], message: "no pod has these labels" });
    }
  },
});
