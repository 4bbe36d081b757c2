import { networkOf } from "../../network/network";
import { defineInventoryRule } from "../define-rule";
import { closeNamespace, DIRECTIONS, isClosed, namespacesOf } from "./namespaces";

/** Source: kubernetes.io "Network Policies", isolated and non-isolated pods. */
export const workloadNotIsolated = defineInventoryRule({
  id: "network/workload-not-isolated",
  title: "Workload is selected by no NetworkPolicy in a direction",
  severity: "medium",
  why: "The namespace has policies and this workload is in none of them, so it stays open to the whole cluster. It is the pod that an attacker goes through.",
  remediation: "Deny by default in the namespace, or select the workload by a policy for each direction.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], mitre: ["T1210"], owasp: ["K07"] },
  equivalents: {
    "kube-linter": ["non-isolated-pod"],
    checkov: ["CKV2_K8S_6"],
    kubescape: ["C-0260"],
    "kube-score": ["pod-networkpolicy"],
    polaris: ["missingNetworkPolicy"],
    kics: ["0401f71b"],
    kyverno: ["require-network-policy"],
    popeye: ["1204", "1205"],
  },
  controls: ["workload-selected-by-no-networkpolicy-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/NetworkPolicy"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, options, report }) {
    const network = networkOf(inventory);
    for (const view of namespacesOf(inventory)) {
      if (view.policies.length === 0) continue;
      for (const pod of view.pods) {
        const open = DIRECTIONS.filter(([direction]) => !isClosed(network, pod, direction));
        if (open.length === 0 || !pod.fact) continue;
        const what = open.map(([direction]) => direction).join(" and ");
        report(pod.fact, {
          path: ["metadata", "name"],
          message: `no NetworkPolicy isolates its ${what}`,
          fixes: closeNamespace(
            inventory,
            view,
            open.map(([, type]) => type),
            options.clusterDns,
          ),
        });
      }
    }
  },
});
