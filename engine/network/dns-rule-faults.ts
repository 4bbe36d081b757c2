import type { JsonObject } from "../json";
import { hasMap, mapsAt, numberAt, stringAt, stringMapAt } from "../kubernetes/fields";

/** What is wrong with the ports of an egress rule that means to allow DNS. */
export type DnsPortFault = "no-udp" | "no-tcp";

/** Whether a port item of an egress rule covers DNS (53, or OpenShift's 5353) in a protocol. */
function isDnsPort(item: JsonObject): boolean {
  const port = numberAt(item, "port");
  return port === 53 || port === 5353;
}

/** The indices of the port items that name DNS. */
export function dnsPortItems(rule: JsonObject): readonly { index: number; value: JsonObject }[] {
  return mapsAt(rule, "ports").filter(({ value }) => isDnsPort(value));
}

/**
 * The fault in the DNS ports of a policy's egress rules taken together: queries go over UDP, long answers and retries
 * over TCP, and a port without a protocol is TCP. `undefined` where no rule names DNS or both are there.
 */
export function dnsPortFault(rules: readonly JsonObject[]): DnsPortFault | undefined {
  const protocols = new Set(
    rules.flatMap((rule) => dnsPortItems(rule).map(({ value }) => stringAt(value, "protocol") ?? "TCP")),
  );
  if (protocols.size === 0) return undefined;
  if (rules.some(coversEveryPort)) return undefined;
  if (!protocols.has("UDP")) return "no-udp";
  return protocols.has("TCP") ? undefined : "no-tcp";
}

/** What is wrong with a peer that means the cluster's DNS pods. */
export type DnsPeerFault = "wrong-label" | "own-namespace";

/**
 * The fault in a peer of a DNS rule: CoreDNS carries the label `k8s-app: kube-dns`, whatever it is called, and a
 * `podSelector` alone looks in the policy's own namespace. `undefined` where nothing is plainly wrong.
 *
 * @param namespace the policy's namespace, where it is written
 */
export function dnsPeerFault(peer: JsonObject, namespace: string | undefined): DnsPeerFault | undefined {
  const label = stringMapAt(peer, "podSelector", "matchLabels")["k8s-app"];
  if (label === "coredns" || label === "core-dns") return "wrong-label";
  const isOwn = !hasMap(peer, "namespaceSelector") && namespace !== "kube-system";
  return label === "kube-dns" && isOwn ? "own-namespace" : undefined;
}

/** A rule without ports, or with a protocol alone or a range, may cover DNS without naming it. */
function coversEveryPort(rule: JsonObject): boolean {
  const ports = mapsAt(rule, "ports");
  return (
    ports.length === 0 ||
    ports.some(({ value }) => value.port === undefined || (value.endPort !== undefined && !isDnsPort(value)))
  );
}
