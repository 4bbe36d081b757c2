import type { Fact } from "../inventory/fact";
import { type JsonObject, type JsonValue, valueAt } from "../json";
import { listAt, mapsAt, stringsAt } from "../kubernetes/fields";
import { labelSelectorMatches } from "../kubernetes/selector";
import { type Endpoint, effectiveNamespace, type PodEndpoint } from "./endpoint";
import { cachedPeer, networkPolicyPeer, type Peer } from "./peer";
import { type Destination, networkPolicyPorts, type PortMatcher } from "./ports";
import { anyOf, type Match } from "./verdict";

/** The side of a pod on which a policy works. */
export type Direction = "ingress" | "egress";

/** A rule of a NetworkPolicy, ready to be asked. */
export interface PolicyRule {
  /** `undefined` means everyone, also outside the cluster. */
  readonly peers: readonly Peer[] | undefined;
  readonly ports: PortMatcher;
}

/** A NetworkPolicy, ready to be asked. */
export interface NetworkPolicy {
  readonly fact: Fact;
  /** How answers name it. */
  readonly name: string;
  readonly namespace: string;
  /** The rules of each direction in which it isolates; `undefined` where it does not. */
  readonly rules: Readonly<Record<Direction, readonly PolicyRule[] | undefined>>;
  selects(pod: PodEndpoint): boolean;
}

/**
 * The directions in which a policy isolates. Absent `policyTypes` mean `Ingress`, and `Egress` too where `egress`
 * holds a rule (networking/v1 defaulting): egress rules alone isolate ingress as well, `egress: []` isolates nothing.
 */
export function policyDirections(spec: JsonValue | undefined): ReadonlySet<Direction> {
  const types = stringsAt(spec, "policyTypes");
  if (types.length === 0)
    return new Set<Direction>(listAt(spec, "egress").length > 0 ? ["ingress", "egress"] : ["ingress"]);
  const directions = new Set<Direction>();
  if (types.includes("Ingress")) directions.add("ingress");
  if (types.includes("Egress")) directions.add("egress");
  return directions;
}

const compiled = new WeakMap<Fact, NetworkPolicy>();

/** Prepares a NetworkPolicy for questions, once. */
export function compileNetworkPolicy(fact: Fact): NetworkPolicy {
  const known = compiled.get(fact) ?? compile(fact);
  compiled.set(fact, known);
  return known;
}

function compile(fact: Fact): NetworkPolicy {
  const spec = valueAt(fact.data, ["spec"]);
  const namespace = effectiveNamespace(fact.namespace);
  const directions = policyDirections(spec);
  const rulesOf = (direction: Direction) =>
    directions.has(direction)
      ? mapsAt(spec, direction).map(({ value }) => compileRule(value, direction, namespace))
      : undefined;
  const selector = valueAt(spec, ["podSelector"]) ?? {};
  return {
    fact,
    name: `NetworkPolicy ${namespace}/${fact.name ?? ""}`,
    namespace,
    rules: { ingress: rulesOf("ingress"), egress: rulesOf("egress") },
    selects: (pod) => pod.namespace === namespace && labelSelectorMatches(selector, pod.labels),
  };
}

function compileRule(rule: JsonObject, direction: Direction, namespace: string): PolicyRule {
  const peers = mapsAt(rule, direction === "ingress" ? "from" : "to");
  return {
    peers:
      peers.length === 0
        ? undefined
        : peers.map(({ value }) => cachedPeer(networkPolicyPeer(value, namespace))),
    ports: networkPolicyPorts(rule),
  };
}

/** Whether a rule admits a connection with the other end. */
export function admits(rule: PolicyRule, other: Endpoint, destination: Destination): Match {
  if (!rule.ports(destination)) return "no";
  return rule.peers === undefined ? "yes" : anyOf(rule.peers, (peer) => peer(other));
}
