import { freePolicyName } from "../../fixes/default-deny";
import { allowDnsEgress } from "../../fixes/dns-egress";
import type { Fact } from "../../inventory/fact";
import { type Path, valueAt } from "../../json";
import { listAt, mapsAt } from "../../kubernetes/fields";
import { ADMIN_POLICY_KINDS } from "../../network/admin-policy";
import { type ClusterDns, clusterDnsOf } from "../../network/cluster-dns";
import { dnsPeerFault, dnsPortFault, dnsPortItems } from "../../network/dns-rule-faults";
import { describeEndpoint, type PodEndpoint } from "../../network/endpoint";
import { type Network, networkOf } from "../../network/network";
import type { NetworkPolicy } from "../../network/network-policy";
import { podResolvesDns } from "../../network/resolves-dns";
import { defineInventoryRule } from "../define-rule";
import { listNames } from "../list-names";

/** Source: kubernetes.io "Network Policies", default deny; policies add up, so all of the scope are asked together. */
export const dnsEgressCut = defineInventoryRule({
  id: "network/dns-egress-cut",
  title: "NetworkPolicies cut pods off from DNS",
  severity: "high",
  why: "Once any policy isolates a pod's egress, DNS is denied like everything else unless a policy allows it. Every name the application looks up then times out, and the outage looks like one of the services behind the names.",
  remediation:
    "Add a policy that allows UDP and TCP 53 to the cluster's DNS for the pods that the deny selects, before the deny is applied.",
  standards: { cis: ["5.3.2"], nsa: ["network-policies"], owasp: ["K07"] },
  equivalents: { kyverno: ["add-networkpolicy-dns"] },
  controls: ["dns-egress-kept"],
  waive: "Pods that resolve nothing by design: they connect to addresses only.",
  fixable: true,
  since: "0.1.0",
  appliesTo: ["networking.k8s.io/NetworkPolicy", ...ADMIN_POLICY_KINDS],
  check({ inventory, options, report }) {
    const network = networkOf(inventory);
    const dns = clusterDnsOf(options.clusterDns);
    const hits = new Map<NetworkPolicy, PodEndpoint[]>();
    const refusals = new Map<Fact, PodEndpoint[]>();
    const seen = new Set<NetworkPolicy>();
    if (network.policies.length === 0 && network.adminPolicies.length === 0) return;
    const isFree = network.adminPolicies.length === 0 && isOpen(network, dns);
    const bare = new Map<string, boolean>();
    for (const pod of network.pods) {
      // Most pods: nothing in sight keeps them from asking, or the DNS from hearing them.
      const isBare = bare.get(pod.namespace) ?? network.policiesIn(pod.namespace).length === 0;
      bare.set(pod.namespace, isBare);
      if (isFree && isBare && pod.dnsPolicy !== "None") continue;
      const isolating = network.isolating(pod, "egress");
      for (const policy of isolating) seen.add(policy);
      if (hasNamedDns(isolating)) continue;
      const { answer, by } = podResolvesDns(network, pod, "UDP", dns);
      if (answer !== "denied") continue;
      const culprit = culpritFor(isolating);
      if (culprit && by.includes(culprit.name)) {
        hits.set(culprit, [...(hits.get(culprit) ?? []), pod]);
        continue;
      }
      const refusing = [...network.policies, ...network.adminPolicies].find(({ name }) => by.includes(name));
      if (refusing) refusals.set(refusing.fact, [...(refusals.get(refusing.fact) ?? []), pod]);
    }
    for (const [fact, pods] of refusals) {
      const who = `${countWorkloads(pods.length)} (${listNames(pods.map(describeEndpoint))})`;
      const isAdmin = fact.groupKind.startsWith("policy.networking.k8s.io/");
      report(fact, {
        path: isAdmin ? ["spec", "egress"] : ["spec", "podSelector"],
        message: isAdmin
          ? `denies DNS to ${who}, whatever NetworkPolicies allow`
          : `the DNS pods refuse ${who}: this policy admits none of them on port ${dns.resolvers[0]?.port ?? 53}`,
      });
    }
    for (const policy of network.policies) {
      const pods = hits.get(policy);
      const isUnused = !seen.has(policy) && isDefaultDeny(policy) && cutsImaginedPod(network, policy, dns);
      if (!pods && !isUnused) continue;
      const { fact } = policy;
      const target = {
        namespace: fact.namespace,
        podSelector: valueAt(fact.data, ["spec", "podSelector"]) ?? {},
        name: freePolicyName(
          isDefaultDeny(policy) ? "allow-dns-egress" : `${fact.name ?? "policy"}-dns-egress`,
          namesIn(network, policy.namespace),
        ),
      };
      report(fact, {
        path: egressPath(fact),
        message: pods
          ? `cuts DNS for ${countWorkloads(pods.length)} (${listNames(pods.map(describeEndpoint))}): no policy allows egress to ${dns.title}`
          : `cuts DNS for every pod of its namespace: no policy in sight allows egress to ${dns.title}`,
        ...(pods ? {} : { severity: "medium" as const }),
        fixes: [allowDnsEgress(target, dns)],
        related: (pods ?? []).flatMap(({ fact: workload }) =>
          workload
            ? [{ fact: workload, path: ["metadata", "name"], message: "this workload will resolve no names" }]
            : [],
        ),
      });
    }
  },
});

/** Whether no NetworkPolicy in sight may isolate the pods of the cluster's DNS. */
function isOpen(network: Network, { resolvers }: ClusterDns): boolean {
  return resolvers.every((each) => each.kind === "pods" && network.policiesIn(each.namespace).length === 0);
}

function countWorkloads(count: number): string {
  return count === 1 ? "1 workload" : `${count} workloads`;
}

/** The policy to name: the one that denies most, so a default deny before one that allows something. */
function culpritFor(isolating: readonly NetworkPolicy[]): NetworkPolicy | undefined {
  return (
    isolating.find(isDefaultDeny) ??
    isolating.find((policy) => policy.rules.egress?.length === 0) ??
    isolating[0]
  );
}

function isDefaultDeny(policy: NetworkPolicy): boolean {
  const selector = valueAt(policy.fact.data, ["spec", "podSelector"]) ?? {};
  const isEmpty = Object.keys(selector).every((key) => {
    const part = valueAt(selector, [key]);
    return typeof part === "object" && part !== null && Object.keys(part).length === 0;
  });
  return isEmpty && policy.rules.egress?.length === 0;
}

/**
 * A policy that means to allow DNS and misses is reported at the mistake itself: network/dns-port-protocol for port 53
 * over TCP alone, network/dns-peer for pods that are not the cluster's DNS.
 */
function hasNamedDns(policies: readonly NetworkPolicy[]): boolean {
  return policies.some(({ fact }) => {
    const rules = mapsAt(fact.data, "spec", "egress").map(({ value }) => value);
    if (dnsPortFault(rules) === "no-udp") return true;
    return rules.some(
      (rule) =>
        dnsPortItems(rule).length > 0 &&
        mapsAt(rule, "to").some(({ value }) => dnsPeerFault(value, fact.namespace) !== undefined),
    );
  });
}

/** Whether a pod of the namespace without labels could resolve names. */
function cutsImaginedPod(network: Network, policy: NetworkPolicy, dns: ClusterDns): boolean {
  const pod = network.imagine(policy.namespace, {});
  return (
    network.podsIn(policy.namespace).length === 0 &&
    network.foreignPolicies.length === 0 &&
    !hasNamedDns(network.isolating(pod, "egress")) &&
    podResolvesDns(network, pod, "UDP", dns).answer === "denied"
  );
}

function namesIn(network: Network, namespace: string): ReadonlySet<string> {
  return new Set(network.policiesIn(namespace).map(({ fact }) => fact.name ?? ""));
}

/** The word `Egress` that isolates, else the list of rules that implies it. */
function egressPath(fact: Fact): Path {
  const index = listAt(fact.data, "spec", "policyTypes").indexOf("Egress");
  return index >= 0 ? ["spec", "policyTypes", index] : ["spec", "egress"];
}
