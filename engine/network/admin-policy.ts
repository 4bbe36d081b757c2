import type { Fact } from "../inventory/fact";
import { type JsonObject, valueAt } from "../json";
import { mapsAt, numberAt, stringAt } from "../kubernetes/fields";
import type { Endpoint, PodEndpoint } from "./endpoint";
import type { Direction } from "./network-policy";
import { adminPolicyPeer, cachedPeer, type Peer, subjectPeer } from "./peer";
import { adminPolicyPorts, type Destination, type PortMatcher } from "./ports";
import { anyOf } from "./verdict";

/** Before the NetworkPolicies, or after them. */
export type Tier = "admin" | "baseline";

type Action = "allow" | "deny" | "pass";

interface AdminRule {
  readonly action: Action;
  readonly peers: readonly Peer[];
  readonly ports: PortMatcher;
}

/** An AdminNetworkPolicy, BaselineAdminNetworkPolicy or ClusterNetworkPolicy, ready to be asked. */
export interface AdminPolicy {
  readonly fact: Fact;
  readonly name: string;
  readonly tier: Tier;
  /** The lower, the earlier. */
  readonly priority: number;
  readonly rules: Readonly<Record<Direction, readonly AdminRule[]>>;
  selects(pod: PodEndpoint): boolean;
}

/** The kinds of the group `policy.networking.k8s.io` that are evaluated. */
export const ADMIN_POLICY_KINDS = [
  "policy.networking.k8s.io/AdminNetworkPolicy",
  "policy.networking.k8s.io/BaselineAdminNetworkPolicy",
  "policy.networking.k8s.io/ClusterNetworkPolicy",
] as const;

const ACTIONS: Readonly<Record<string, Action>> = {
  Allow: "allow",
  Accept: "allow",
  Deny: "deny",
  Pass: "pass",
};

/** Prepares an admin policy for questions. Rules with an action the API does not know are left out. */
export function compileAdminPolicy(fact: Fact): AdminPolicy {
  const spec = valueAt(fact.data, ["spec"]);
  const kind = fact.groupKind.slice(fact.groupKind.indexOf("/") + 1);
  const isBaseline =
    kind === "BaselineAdminNetworkPolicy" ||
    (kind === "ClusterNetworkPolicy" && stringAt(spec, "tier") === "Baseline");
  const subject = cachedPeer(subjectPeer(valueAt(spec, ["subject"])));
  const rulesOf = (direction: Direction) =>
    mapsAt(spec, direction).flatMap(({ value }) => compileRule(value, direction));
  return {
    fact,
    name: `${kind} ${fact.name ?? ""}`,
    tier: isBaseline ? "baseline" : "admin",
    // The one BaselineAdminNetworkPolicy has no priority: it is the last word.
    priority: numberAt(spec, "priority") ?? Number.MAX_SAFE_INTEGER,
    rules: { ingress: rulesOf("ingress"), egress: rulesOf("egress") },
    selects: (pod) => subject(pod) === "yes",
  };
}

function compileRule(rule: JsonObject, direction: Direction): AdminRule[] {
  const action = ACTIONS[stringAt(rule, "action") ?? ""];
  if (!action) return [];
  const peers = mapsAt(rule, direction === "ingress" ? "from" : "to");
  return [
    {
      action,
      peers: peers.map(({ value }) => cachedPeer(adminPolicyPeer(value))),
      ports: adminPolicyPorts(rule),
    },
  ];
}

/** What a tier says of a connection. `none`: no rule matched, or one said `Pass`. */
export interface TierVerdict {
  readonly verdict: "allow" | "deny" | "none" | "unknown";
  readonly by: readonly AdminPolicy[];
}

const NONE: TierVerdict = { verdict: "none", by: [] };

/**
 * The verdict of one tier: the first rule that matches decides, by rising priority and rule order. Policies of equal
 * priority have no order between them, so where they disagree the answer is unknown.
 *
 * @param policies those that select the pod, of one tier, sorted by priority
 * @param other the other end of the connection
 */
export function tierVerdict(
  policies: readonly AdminPolicy[],
  direction: Direction,
  other: Endpoint,
  destination: Destination,
): TierVerdict {
  let doubts: TierVerdict[] = [];
  for (let start = 0; start < policies.length; ) {
    const priority = policies[start]?.priority;
    let end = start;
    const level: TierVerdict[] = [];
    while (end < policies.length && policies[end]?.priority === priority) {
      const policy = policies[end++] as AdminPolicy;
      const first = firstMatch(policy, direction, other, destination);
      doubts.push(...first.doubts);
      if (first.decision) level.push(first.decision);
    }
    start = end;
    if (level.length === 0) continue;
    const verdicts = new Set([...level, ...doubts].map(({ verdict }) => verdict));
    const by = [...level, ...doubts].flatMap((each) => each.by);
    return verdicts.size === 1 ? { verdict: level[0]?.verdict ?? "none", by } : { verdict: "unknown", by };
  }
  doubts = doubts.filter(({ verdict }) => verdict !== "none");
  return doubts.length === 0 ? NONE : { verdict: "unknown", by: doubts.flatMap(({ by }) => by) };
}

/** The decision of one policy, and those of the rules before it that only may match. */
function firstMatch(
  policy: AdminPolicy,
  direction: Direction,
  other: Endpoint,
  destination: Destination,
): { decision: TierVerdict | undefined; doubts: TierVerdict[] } {
  const doubts: TierVerdict[] = [];
  for (const rule of policy.rules[direction]) {
    if (!rule.ports(destination)) continue;
    const match = anyOf(rule.peers, (peer) => peer(other));
    if (match === "no") continue;
    const verdict: TierVerdict = { verdict: rule.action === "pass" ? "none" : rule.action, by: [policy] };
    if (match === "yes") return { decision: verdict, doubts };
    doubts.push(verdict);
  }
  return { decision: undefined, doubts };
}
