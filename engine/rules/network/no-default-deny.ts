import { networkOf } from "../../network/network";
import { defineInventoryRule } from "../define-rule";
import { closeNamespace, DIRECTIONS, isClosed, namespacesOf } from "./namespaces";

/** Source: kubernetes.io "Network Policies", default policies; CIS Kubernetes 1.12, 5.3.2. */
export const noDefaultDeny = defineInventoryRule({
  id: "network/no-default-deny",
  title: "Namespace has no default deny",
  severity: "low",
  why: "The pods that are here today are selected by policies; the next one that somebody adds is not. It starts open to the whole cluster, and nothing says so.",
  remediation:
    "Add a policy that selects every pod (`podSelector: {}`) and allows nothing, for each direction.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], owasp: ["K07"] },
  equivalents: {
    kubescape: ["C-0030"],
    kubeaudit: [
      "MissingDefaultDenyIngressNetworkPolicy",
      "MissingDefaultDenyEgressNetworkPolicy",
      "MissingDefaultDenyIngressAndEgressNetworkPolicy",
    ],
  },
  controls: ["no-default-deny-ingress-egress-x"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/NetworkPolicy"],
  needsClosedScope: true,
  eachNamespace: true,
  check({ inventory, options, report }) {
    const network = networkOf(inventory);
    for (const view of namespacesOf(inventory)) {
      const fact = view.fact ?? view.policies[0]?.fact;
      if (view.policies.length === 0 || !fact) continue;
      const next = network.imagine(view.name, {});
      const open = DIRECTIONS.filter(
        ([direction]) =>
          !isClosed(network, next, direction) && view.pods.every((pod) => isClosed(network, pod, direction)),
      );
      // An open workload is reported by itself, and the same policy closes both.
      const isReported = view.pods.some((pod) =>
        DIRECTIONS.some(([direction]) => !isClosed(network, pod, direction)),
      );
      if (open.length === 0 || isReported) continue;
      const where = view.written === undefined ? "the namespace" : `namespace ${view.written}`;
      report(fact, {
        path: ["metadata", "name"],
        message: `a new pod of ${where} would be open: nothing denies ${open.map(([direction]) => direction).join(" and ")} by default`,
        fixes: closeNamespace(
          inventory,
          view,
          open.map(([, type]) => type),
          options.clusterDns,
        ),
      });
    }
  },
});
