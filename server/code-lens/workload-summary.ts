import { canI } from "../../engine/access/can-i";
import { accountUser } from "../../engine/access/implied-groups";
import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import { podsOf } from "../../engine/inventory/workload-pods";
import { mapsAt, numberAt, stringAt } from "../../engine/kubernetes/fields";
import type { KubernetesMinor } from "../../engine/kubernetes/kubernetes-version";
import { effectiveNamespace, type PodEndpoint, type Protocol } from "../../engine/network/endpoint";
import { type Network, networkOf } from "../../engine/network/network";
import { connect } from "../../engine/network/reaches";
import { accessWorldOf } from "../../engine/rules/identity/accounts";

/** Whom a workload is reached by, what it may read and what isolates it, as one line. */
export function workloadSummary(inventory: Inventory, fact: Fact, version: KubernetesMinor): string {
  const network = networkOf(inventory);
  const pod = network.pods.find((each) => each.fact === fact);
  return [
    ...(pod ? [reachedBy(network, pod)] : []),
    secretsOf(inventory, fact, version),
    ...(pod ? [defaultDeny(network, pod)] : []),
  ].join(" · ");
}

function reachedBy(network: Network, pod: PodEndpoint): string {
  if (pod.hostNetwork) return "in its node's network";
  const isOpen =
    network.isolating(pod, "ingress").length === 0 &&
    network.adminPolicies.length === 0 &&
    network.foreignOf(pod).length === 0;
  if (isOpen) return "reached by anything";
  const ports = declaredPorts(pod);
  if (ports.length === 0) return "declares no port";
  const others = network.pods.filter((each) => each !== pod);
  const answers = others.map((from) => {
    const all = ports.map(({ port, protocol }) => connect(network, from, { endpoint: pod, port, protocol }));
    return all.some(({ answer }) => answer === "allowed")
      ? "allowed"
      : all.some(({ answer }) => answer === "unknown")
        ? "unknown"
        : "denied";
  });
  const count = (wanted: string) => answers.filter((answer) => answer === wanted).length;
  const unknown = count("unknown");
  return `reached by ${count("allowed") || "nobody"}${unknown > 0 ? ` (${unknown} unknown)` : ""}`;
}

function declaredPorts({ fact }: PodEndpoint): { readonly port: number; readonly protocol: Protocol }[] {
  const containers = fact ? podsOf(fact).flatMap(({ pod }) => pod.containers) : [];
  return containers.flatMap(({ ports }) =>
    mapsAt([...ports]).flatMap(({ value }) => {
      const port = numberAt(value, "containerPort");
      const protocol = stringAt(value, "protocol");
      return port === undefined
        ? []
        : [{ port, protocol: protocol === "UDP" || protocol === "SCTP" ? protocol : "TCP" }];
    }),
  );
}

function secretsOf(inventory: Inventory, fact: Fact, version: KubernetesMinor): string {
  const world = accessWorldOf(inventory, version);
  const namespace = effectiveNamespace(fact.namespace);
  const account = podsOf(fact)[0]?.pod.serviceAccountName ?? "default";
  const user = accountUser(namespace, account);
  const ask = (where: { namespace?: string; name?: string }) =>
    canI(world, { user, verb: "get", resource: "secrets", group: "", ...where });
  if (ask({}).answer === "allowed") return "can read every Secret of the cluster";
  const own = ask({ namespace });
  if (own.answer === "allowed") return `can read every Secret of ${namespace}`;
  const readable = inventory
    .ofKind("Secret")
    .filter(
      ({ name, namespace: where }) =>
        name !== undefined && ask({ namespace: effectiveNamespace(where), name }).answer === "allowed",
    );
  if (readable.length === 0 && own.answer === "unknown") return "Secrets: unknown, a role is not in sight";
  return readable.length === 0
    ? "can read no Secret"
    : `can read ${readable.length} ${readable.length === 1 ? "Secret" : "Secrets"}`;
}

function defaultDeny(network: Network, pod: PodEndpoint): string {
  const ingress = network.isolating(pod, "ingress").length > 0;
  const egress = network.isolating(pod, "egress").length > 0;
  if (ingress && egress) return "default deny: ingress and egress";
  return `default deny: ${ingress ? "ingress only" : egress ? "egress only" : "none"}`;
}
