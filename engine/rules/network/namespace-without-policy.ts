import { describeEndpoint } from "../../network/endpoint";
import { networkOf } from "../../network/network";
import { defineInventoryRule } from "../define-rule";
import { listNames } from "../list-names";
import { closeNamespace, DIRECTIONS, isClosed, namespacesOf } from "./namespaces";

/** Source: CIS Kubernetes 1.12, 5.3.2; NSA/CISA Kubernetes Hardening Guidance, network policies. */
export const namespaceWithoutPolicy = defineInventoryRule({
  id: "network/namespace-without-policy",
  title: "Namespace has no NetworkPolicy",
  severity: "medium",
  why: "Without a policy every pod of the cluster reaches every port here, and from here everything else. One compromised pod then scans, reads metadata and moves on.",
  remediation: "Deny ingress and egress by default, allow DNS, then allow each connection that is needed.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], mitre: ["T1046", "T1210"], owasp: ["K07"] },
  equivalents: {
    kubescape: ["C-0206", "C-0049", "C-0054"],
    kyverno: ["add-networkpolicy"],
    checkov: ["CKV2_K8S_6"],
    kics: ["0401f71b"],
  },
  controls: ["namespace-without-any-networkpolicy-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["Namespace", "networking.k8s.io/NetworkPolicy"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, options, report }) {
    const network = networkOf(inventory);
    for (const view of namespacesOf(inventory)) {
      const fact = view.fact ?? view.pods[0]?.fact;
      if (view.policies.length > 0 || !fact) continue;
      const open = view.pods.filter(
        (pod) => !DIRECTIONS.every(([direction]) => isClosed(network, pod, direction)),
      );
      const isCovered = view.pods.length > 0 ? open.length === 0 : isNamespaceCovered(network, view.name);
      if (isCovered) continue;
      const where = view.written === undefined ? "the namespace" : `namespace ${view.written}`;
      report(fact, {
        path: ["metadata", "name"],
        message:
          open.length === 0
            ? `${where} has no NetworkPolicy`
            : `${where} has no NetworkPolicy: ${listNames(open.map(describeEndpoint))} may be reached from and connect to everywhere`,
        fixes: closeNamespace(inventory, view, ["Ingress", "Egress"], options.clusterDns),
      });
    }
  },
});

/** Whether an admin policy or a network plugin's policy works on a namespace without pods in sight. */
function isNamespaceCovered(network: ReturnType<typeof networkOf>, name: string): boolean {
  const pod = network.imagine(name, {});
  return DIRECTIONS.some(([direction]) => isClosed(network, pod, direction));
}
