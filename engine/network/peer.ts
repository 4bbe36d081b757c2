import { type JsonObject, type JsonValue, valueAt } from "../json";
import { mapsAt, stringAt, stringsAt } from "../kubernetes/fields";
import { labelSelectorMatches } from "../kubernetes/selector";
import { type Address, type Cidr, contains, covers, overlaps, parseCidr } from "./address";
import type { Endpoint } from "./endpoint";
import { anyOf, type Match } from "./verdict";

/** Says whether an end of a connection is meant by a peer of a rule. */
export type Peer = (endpoint: Endpoint) => Match;

/** Remembers the answers of a peer by endpoint, since a matrix asks each of them again and again. */
export function cachedPeer(peer: Peer): Peer {
  const known = new WeakMap<Endpoint, Match>();
  return (endpoint) => {
    const before = known.get(endpoint);
    if (before) return before;
    const match = peer(endpoint);
    known.set(endpoint, match);
    return match;
  };
}

/**
 * A peer of a NetworkPolicy rule. Selectors mean pods, never addresses outside; a pod in its node's network is, to
 * most network plugins, its node, so a selector that fits it decides nothing.
 *
 * @param namespace the namespace of the policy, where a `podSelector` alone looks
 */
export function networkPolicyPeer(peer: JsonObject, namespace: string): Peer {
  if (peer.ipBlock !== undefined) return ipBlockPeer(peer.ipBlock);
  return (endpoint) => {
    if (endpoint.kind === "address") return "no";
    const inNamespace =
      peer.namespaceSelector === undefined || peer.namespaceSelector === null
        ? endpoint.namespace === namespace
        : labelSelectorMatches(peer.namespaceSelector, endpoint.namespaceLabels);
    const isMeant = inNamespace && labelSelectorMatches(peer.podSelector ?? {}, endpoint.labels);
    if (!isMeant) return "no";
    return endpoint.hostNetwork ? "maybe" : "yes";
  };
}

/** An `ipBlock` with its exceptions. A block that does not parse is refused by the API server and covers nothing. */
function ipBlockPeer(value: JsonValue): Peer {
  const cidr = parseCidr(stringAt(value, "cidr") ?? "");
  const except = stringsAt(value, "except").flatMap((text) => parseCidr(text) ?? []);
  if (!cidr) return () => "no";
  return addressPeer(cidr, except);
}

function addressPeer(cidr: Cidr, except: readonly Cidr[]): Peer {
  const isIn = (address: Address): Match =>
    covers(cidr, address) && !except.some((each) => covers(each, address)) ? "yes" : "no";
  return (endpoint) => {
    if (endpoint.kind === "address") return blockMatch(endpoint.block, cidr, except);
    if (endpoint.addresses.length > 0) return anyOf(endpoint.addresses, isIn);
    // Some address it will have, in IPv4 unless the cluster is IPv6 alone, which no manifest tells.
    return cidr.prefix === 0 && cidr.base.family === 4 && except.length === 0 ? "yes" : "maybe";
  };
}

/** Whether a block of addresses is meant: wholly, not at all, or in part. */
function blockMatch(block: Cidr, cidr: Cidr, except: readonly Cidr[]): Match {
  if (!overlaps(block, cidr) || except.some((each) => contains(each, block))) return "no";
  return contains(cidr, block) && !except.some((each) => overlaps(each, block)) ? "yes" : "maybe";
}

/** A peer of an AdminNetworkPolicy or one of its relatives: namespaces, pods, nodes, networks or domain names. */
export function adminPolicyPeer(peer: JsonObject): Peer {
  if (peer.namespaces !== undefined || peer.pods !== undefined) return subjectPeer(peer);
  if (peer.nodes !== undefined) return nodePeer(peer.nodes);
  if (peer.networks !== undefined) {
    const blocks = stringsAt(peer, "networks").flatMap((text) => parseCidr(text) ?? []);
    const peers = blocks.map((block) => addressPeer(block, []));
    return (endpoint) => anyOf(peers, (each) => each(endpoint));
  }
  // Which addresses a domain name has, only a resolver knows; it never means a pod.
  if (peer.domainNames !== undefined) return (endpoint) => (endpoint.kind === "pod" ? "no" : "maybe");
  return () => "no";
}

/** A `subject`, or a peer of the same shape. Pods in their node's network are neither (network-policy-api types). */
export function subjectPeer(subject: JsonValue | undefined): Peer {
  const namespaces = valueAt(subject, ["namespaces"]);
  const pods = valueAt(subject, ["pods"]);
  return (endpoint) => {
    if (endpoint.kind === "address" || endpoint.hostNetwork) return "no";
    if (namespaces !== undefined)
      return labelSelectorMatches(namespaces, endpoint.namespaceLabels) ? "yes" : "no";
    const isMeant =
      pods !== undefined &&
      labelSelectorMatches(valueAt(pods, ["namespaceSelector"]) ?? {}, endpoint.namespaceLabels) &&
      labelSelectorMatches(valueAt(pods, ["podSelector"]) ?? {}, endpoint.labels);
    return isMeant ? "yes" : "no";
  };
}

function nodePeer(selector: JsonValue): Peer {
  return (endpoint) => {
    if (endpoint.kind === "pod" && !endpoint.hostNetwork) return "no";
    if (endpoint.nodeLabels) return labelSelectorMatches(selector, endpoint.nodeLabels) ? "yes" : "no";
    if (endpoint.kind === "address") return "no";
    return labelSelectorMatches(selector, {}) && mapsAt(selector, "matchExpressions").length === 0
      ? "yes"
      : "maybe";
  };
}
