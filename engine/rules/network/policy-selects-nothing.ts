import { valueAt } from "../../json";
import { isEmptySelector } from "../../network/empty-selector";
import { networkOf } from "../../network/network";
import { defineInventoryRule } from "../define-rule";
import { hasForeignLabels } from "../foreign-labels";
import { namespacesWithMadePods } from "../pod-makers";

/** Source: networking/v1 `NetworkPolicySpec.podSelector`; labels are those of the pod template. */
export const policySelectsNothing = defineInventoryRule({
  id: "network/policy-selects-nothing",
  title: "NetworkPolicy selects no pod",
  severity: "medium",
  why: "A policy whose labels fit no pod protects nothing and allows nothing, while everybody believes it does. Most often a label was renamed on one side only.",
  remediation: "Select the labels of the pod template, in the policy's own namespace, or remove the policy.",
  standards: { nsa: ["network-policies"], owasp: ["K07"] },
  equivalents: {
    "kube-linter": ["dangling-networkpolicy"],
    "kube-score": ["networkpolicy-targets-pod"],
    kubescape: ["C-0299"],
    kics: ["85ab1c5b"],
    popeye: ["1200"],
  },
  controls: ["networkpolicy-selects-no-pod-x"],
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/NetworkPolicy"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, report }) {
    const network = networkOf(inventory);
    const made = namespacesWithMadePods(inventory);
    for (const policy of network.policies) {
      const selector = valueAt(policy.fact.data, ["spec", "podSelector"]);
      if (selector === undefined || isEmptySelector(selector) || hasForeignLabels(selector)) continue;
      const others = network.podsIn(policy.namespace);
      if (others.some((pod) => policy.selects(pod))) continue;
      // Without a single pod of the namespace in sight, its workloads live elsewhere.
      if (others.length === 0 || made.has(policy.namespace)) continue;
      report(policy.fact, {
        path: ["spec", "podSelector"],
        message: "no pod of its namespace has these labels",
      });
    }
  },
});
