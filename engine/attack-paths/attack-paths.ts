import { type AccessWorld, isDefaultRbac } from "../access";
import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { memoOf, sameItems } from "../inventory/tracked-inventory";
import type { Path } from "../json";
import type { KubernetesMinor } from "../kubernetes/kubernetes-version";
import { WORKLOAD_KINDS } from "../kubernetes/pod-template";
import { isSystemNamespace } from "../kubernetes/system-namespaces";
import { effectiveNamespace, type PodEndpoint } from "../network/endpoint";
import { type Network, networkOf } from "../network/network";
import { connect } from "../network/reaches";
import { declaredPorts } from "../rules/edge/backends";
import {
  type AccountUse,
  accessWorldOf,
  accountUses,
  describeFact,
  mountsToken,
  rightsOfUse,
  usedAccounts,
} from "../rules/identity/accounts";
import { takesAccounts } from "../rules/identity/escalation-path";
import type { Severity } from "../rules/rule";
import { type Account, type AccountIndex, accountHarm, cloudIdentity, type Harm } from "./account-harm";
import { type Entry, entriesOf } from "./entries";
import type { Hop } from "./hop";
import { nodeBreakouts } from "./node-breakouts";

/** A way from the Internet to something that is worth having, every hop open. */
export interface AttackPath {
  /** The workload that is taken last. */
  readonly fact: Fact;
  readonly severity: Severity;
  /** What is taken, after "to". */
  readonly goal: string;
  /** From the Internet on. */
  readonly hops: readonly Hop[];
  /** The hop at which the workload itself is at fault. */
  readonly weakness: Hop;
}

/** Beyond this many, further ways in or further weak workloads add nothing. */
const MOST = 100;

/** On these ports an API server listens. */
const API_PORTS = [443, 6443, 8443];

/** Every account in sight: written, used by a pod, or named in a binding. */
const accountsOf = memoOf((inventory, kubernetesVersion: KubernetesMinor): AccountIndex => {
  const accounts = new Map<string, Account>();
  const add = (namespace: string, name: string, fact: Fact | undefined) => {
    const key = `${namespace}/${name}`;
    if (!accounts.has(key)) accounts.set(key, { namespace, name, fact });
  };
  for (const fact of inventory.ofKind("ServiceAccount"))
    if (fact.name) add(effectiveNamespace(fact.namespace), fact.name, fact);
  for (const { fact, account, accountFact } of accountUses(inventory))
    add(effectiveNamespace(fact.namespace), account, accountFact);
  for (const { subject, binding } of accessWorldOf(inventory, kubernetesVersion).entries)
    if (subject.kind === "ServiceAccount" && !isDefaultRbac(binding))
      add(subject.namespace ?? "default", subject.name, undefined);
  const all = [...accounts.values()];
  const byNamespace = new Map<string, Account[]>();
  for (const each of all) {
    const list = byNamespace.get(each.namespace);
    if (list) list.push(each);
    else byNamespace.set(each.namespace, [each]);
  }
  return { all, byNamespace };
});

/** The workloads of a namespace that may lead to something: by their node, their account's rights, or a cloud. */
const weakUses = memoOf(
  (inventory, kubernetesVersion: KubernetesMinor): readonly AccountUse[] =>
    accountUses(inventory).filter(
      (use) =>
        nodeBreakouts(use).length > 0 ||
        (mountsToken(use) && rightsOfUse(inventory, use, kubernetesVersion).length > 0) ||
        cloudIdentity({ namespace: "", name: use.account, fact: use.accountFact }, []) !== undefined,
    ),
  sameItems,
);

/**
 * The attack paths of a scope: for each workload that an attacker gets into, from the Internet or from a workload
 * that faces it, what he takes by it – its node, what its account may do, a cloud. The first way of each, in the order of
 * the inventory.
 */
export function attackPaths(inventory: Inventory, kubernetesVersion: KubernetesMinor): AttackPath[] {
  const entries = new Map<Fact, Entry>();
  for (const entry of entriesOf(inventory))
    if (entry.pod.fact && !entries.has(entry.pod.fact) && entries.size < MOST)
      entries.set(entry.pod.fact, entry);
  if (entries.size === 0) return [];
  const { whole } = inventory;
  const weak = inventory
    .namespaces()
    .flatMap((namespace) => weakUses(whole.within(namespace), kubernetesVersion));
  const network = networkOf(inventory);
  const world = accessWorldOf(inventory, kubernetesVersion);
  const scope: Scope = {
    network,
    world,
    accounts: () => accountsOf(whole, kubernetesVersion),
    isUsed: (account) => usedAccounts(whole).has(account),
    usesIn: (namespace) => accountUses(whole.within(namespace)),
  };
  const paths: AttackPath[] = [];
  for (const use of inOrder(inventory, weak)) {
    const { fact } = use;
    if (paths.length >= MOST) break;
    const entry = entries.get(fact);
    if (!entry && !mayEndCritical(use, whole, kubernetesVersion)) continue;
    const endpoint = network
      .podsIn(effectiveNamespace(fact.namespace))
      .filter((pod) => pod.fact === fact)
      .at(-1);
    if (!endpoint) continue;
    const harms = harmsOf(use, endpoint, scope);
    // A second program must be broken into: only what is worst is worth telling, and it weighs a step less.
    const told = entry ? harms : harms.filter(({ severity }) => severity === "critical");
    if (told.length === 0) continue;
    const way = entry ? entryHops(entry) : wayThroughNeighbour(network, endpoint, entries);
    if (!way) continue;
    for (const { severity, goal, hops } of told)
      paths.push({
        fact,
        severity: entry ? severity : "high",
        goal,
        hops: [...way, ...hops],
        weakness: hops[0],
      });
  }
  return paths;
}

/** What is known of a scope, worked out where somebody asks. */
interface Scope {
  readonly network: Network;
  readonly world: AccessWorld;
  accounts(): AccountIndex;
  isUsed(account: string): boolean;
  usesIn(namespace: string): readonly AccountUse[];
}

/** Whether a workload may lead to more than what lies in its namespace; a cloud alone weighs less. */
function mayEndCritical(use: AccountUse, whole: Inventory, kubernetesVersion: KubernetesMinor): boolean {
  if (nodeBreakouts(use).length > 0) return true;
  const view = whole.within(effectiveNamespace(use.fact.namespace));
  return rightsOfUse(view, use, kubernetesVersion).some(
    (right) => right.entry.namespace === undefined || takesAccounts(right),
  );
}

/** Sorts workloads as the inventory holds them: by the order of the kinds, then of the files. */
function inOrder(inventory: Inventory, uses: readonly AccountUse[]): AccountUse[] {
  const byFact = new Map<Fact, AccountUse[]>();
  for (const use of uses) {
    const list = byFact.get(use.fact);
    if (list) list.push(use);
    else byFact.set(use.fact, [use]);
  }
  const sorted: AccountUse[] = [];
  if (byFact.size === 0) return sorted;
  for (const kind of WORKLOAD_KINDS)
    for (const fact of inventory.ofKind(kind)) {
      const own = byFact.get(fact);
      if (own) sorted.push(...own);
    }
  return sorted;
}

/** From the Internet to the workload: what publishes it, the Service, the port. */
function entryHops({ fact, path, service, pod, port }: Entry): Hop[] {
  const cut = `take ${describeFact(fact)} off the Internet`;
  const hop = (at: Fact, text: string, place: Path): Hop => ({ text, fact: at, path: place, cut, cost: 5 });
  return [
    hop(fact, describeFact(fact), path),
    ...(service === fact ? [] : [hop(service, describeFact(service), ["spec", "selector"])]),
    ...(pod.fact ? [hop(pod.fact, `port ${port} of ${describeFact(pod.fact)}`, ["metadata", "name"])] : []),
  ];
}

/** From a workload that faces the Internet to one that does not, over a port that it declares. */
function wayThroughNeighbour(
  network: Network,
  endpoint: PodEndpoint,
  entries: ReadonlyMap<Fact, Entry>,
): Hop[] | undefined {
  const { fact } = endpoint;
  if (!fact || isSystemNamespace(endpoint.namespace)) return undefined;
  const ports = declaredPorts(endpoint).filter(({ protocol }) => protocol === "TCP");
  for (const entry of entries.values())
    for (const { port } of ports) {
      if (connect(network, entry.pod, { endpoint, port, protocol: "TCP" }).answer !== "allowed") continue;
      const from = entry.pod.fact ? describeFact(entry.pod.fact) : entry.pod.name;
      const step: Hop = {
        text: `${from} reaches port ${port} of ${describeFact(fact)}`,
        fact,
        path: ["metadata", "name"],
        cut: `close port ${port} of ${describeFact(fact)} to ${from} by a NetworkPolicy`,
        cost: 2,
      };
      return [...entryHops(entry), step];
    }
  return undefined;
}

function harmsOf(use: AccountUse, endpoint: PodEndpoint, scope: Scope): Harm[] {
  const { network, world, accounts, isUsed } = scope;
  const [breakout] = nodeBreakouts(use);
  const byToken = accountHarm(use, world, accounts, isUsed);
  const byShare = sharedIdentity(use, scope);
  return [
    ...(breakout ? [{ severity: "critical" as const, goal: "the node", hops: [breakout] as const }] : []),
    ...(byToken && mayReachApiServer(network, endpoint) ? [byToken] : []),
    ...(byShare ? [byShare] : []),
  ];
}

/** A token is worth nothing to a pod whose policies let it connect to no API server. */
function mayReachApiServer(network: Network, endpoint: PodEndpoint): boolean {
  const anywhere = network.find({ ip: "0.0.0.0/0" });
  return (
    !anywhere ||
    API_PORTS.some(
      (port) => connect(network, endpoint, { endpoint: anywhere, port, protocol: "TCP" }).answer !== "denied",
    )
  );
}

/** A cloud identity that belongs to another workload as well: whoever takes this one has what the other needs. */
function sharedIdentity(use: AccountUse, { usesIn }: Scope): Harm | undefined {
  const namespace = effectiveNamespace(use.fact.namespace);
  const account = { namespace, name: use.account, fact: use.accountFact };
  // Most accounts log in nowhere: that is cheaper to know than who else uses them.
  if (!cloudIdentity(account, [])) return undefined;
  const other = usesIn(namespace).find(
    ({ fact, account }) =>
      account === use.account && fact.namespace === use.fact.namespace && fact.name !== use.fact.name,
  );
  if (!other) return undefined;
  const share: Hop = {
    text: `shares account "${use.account}" with ${describeFact(other.fact)}`,
    fact: use.fact,
    path: use.path,
    cut: `give ${describeFact(use.fact)} an account of its own`,
    cost: 2,
  };
  return cloudIdentity(account, [share]);
}
