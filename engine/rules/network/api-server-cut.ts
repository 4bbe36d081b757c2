import { memoOf } from "../../inventory/tracked-inventory";
import { mapsAt, stringAt } from "../../kubernetes/fields";
import { parseCidr } from "../../network/address";
import { effectiveNamespace, podsOf } from "../../network/endpoint";
import { networkOf } from "../../network/network";
import type { NetworkPolicy } from "../../network/network-policy";
import { defineInventoryRule } from "../define-rule";

/** The ports on which API servers listen. */
const PORTS = [443, 6443, 8443];

const boundAccounts = memoOf((inventory): ReadonlyMap<string, ReadonlySet<string>> => {
  const accounts = new Map<string, Set<string>>();
  const bindings = [
    ...inventory.ofKind("rbac.authorization.k8s.io/RoleBinding"),
    ...inventory.ofKind("rbac.authorization.k8s.io/ClusterRoleBinding"),
  ];
  for (const binding of bindings)
    for (const { value } of mapsAt(binding.data, "subjects")) {
      if (stringAt(value, "kind") !== "ServiceAccount") continue;
      const namespace = stringAt(value, "namespace") ?? effectiveNamespace(binding.namespace);
      const names = accounts.get(namespace) ?? new Set<string>();
      accounts.set(namespace, names.add(`${stringAt(value, "name")}`));
    }
  return accounts;
});

const NONE: ReadonlySet<string> = new Set();

/** The accounts of a namespace that bindings name. */
const boundIn = memoOf(
  (inventory, namespace: string) => boundAccounts(inventory).get(namespace) ?? NONE,
  (a, b) => a.size === b.size && [...a].every((name) => b.has(name)),
);

/** Source: kubernetes.io "Network Policies": the API server is no pod that a selector matches. */
export const apiServerCut = defineInventoryRule({
  id: "network/api-server-cut",
  title: "Egress policies cut a controller off from the API server",
  severity: "medium",
  why: "The workload's account has permissions in this scope, so it talks to the API server, and its policies allow no address on the server's port. It will crash or stop acting once they are applied.",
  remediation: "Allow egress to the API server's addresses on its port (443 or 6443) with an `ipBlock`.",
  standards: { nsa: ["network-policies"] },
  waive:
    "The account's permissions are used by others, or the network plugin allows the API server by its own policy.",
  since: "0.1.0",
  appliesTo: [
    "networking.k8s.io/NetworkPolicy",
    "rbac.authorization.k8s.io/RoleBinding",
    "rbac.authorization.k8s.io/ClusterRoleBinding",
  ],
  eachNamespace: true,
  check({ inventory, report }) {
    const network = networkOf(inventory);
    if (network.policies.length === 0) return;
    for (const pod of network.pods) {
      const data = pod.fact ? podsOf(pod.fact)[0] : undefined;
      if (!data || !pod.fact || pod.hostNetwork || data.automountServiceAccountToken === false) continue;
      const isolating = network.isolating(pod, "egress");
      if (isolating.length === 0 || network.foreignOf(pod).length > 0 || isolating.some(mayAllowAddress))
        continue;
      if (network.adminOf(pod, "admin").length > 0) continue;
      if (!boundIn(inventory.whole, pod.namespace).has(data.serviceAccountName ?? "default")) continue;
      report(pod.fact, {
        path: ["metadata", "name"],
        message: `its egress is isolated and no policy allows the API server, which account "${data.serviceAccountName ?? "default"}" is meant to use`,
        related: isolating.map(({ fact }) => ({
          fact,
          path: ["metadata", "name"],
          message: "isolates its egress",
        })),
      });
    }
  },
});

/** Whether a policy allows any address on a port of the API server. */
function mayAllowAddress({ fact, rules }: NetworkPolicy): boolean {
  // Any address will do: which one the API server has, no manifest tells.
  const block = parseCidr("192.0.2.1/32");
  if (!block) return false;
  const endpoint = { kind: "address" as const, name: "", block, nodeLabels: undefined };
  return mapsAt(fact.data, "spec", "egress").some(({ value }, position) => {
    const ports = rules.egress?.[position]?.ports;
    if (!ports || !PORTS.some((port) => ports({ endpoint, port, protocol: "TCP" }))) return false;
    const peers = mapsAt(value, "to");
    return peers.length === 0 || peers.some((peer) => peer.value.ipBlock !== undefined);
  });
}
