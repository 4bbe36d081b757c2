import { accountUser, bindingsOf, isDefaultRbac } from "../../engine/access";
import { DANGEROUS_GRANTS } from "../../engine/access/dangerous-grants";
import type { BindingEntry } from "../../engine/access/world";
import { clusterDnsOf } from "../../engine/network/cluster-dns";
import { effectiveNamespace, type PodEndpoint } from "../../engine/network/endpoint";
import { networkOf } from "../../engine/network/network";
import { podResolvesDns } from "../../engine/network/resolves-dns";
import {
  type AccountUse,
  accessWorldOf,
  dangerousRights,
  describeFact,
  type HeldRight,
  mountsToken,
} from "../../engine/rules/identity/accounts";
import type { SimulatedDetail, SimulatedRight, WorkloadParams } from "./simulated-protocol";
import { useOf } from "./simulated-scopes";
import { podOf, type SimulatedWorld } from "./simulated-world";

/** What a workload may do, and how it stands in the network; `null` where it is no longer there. */
export function simulatedDetail(world: SimulatedWorld, params: WorkloadParams): SimulatedDetail | null {
  const { inventory, options, placeOf } = world;
  const pod = podOf(inventory, params);
  const use = pod && useOf(inventory, pod);
  if (!pod || !use) return null;
  const rights = rightsOf(world, use);
  const held = new Set(rights.filter(({ answer }) => answer === "allowed").map(({ gains }) => gains));
  const network = networkOf(inventory);
  const dns = podResolvesDns(network, pod, "UDP", clusterDnsOf(options.clusterDns));
  return {
    account: {
      name: use.account,
      ...(use.accountFact ? placeOf(use.accountFact) : placeOf(use.fact, use.path)),
      mountsToken: mountsToken(use),
    },
    rights,
    deniedRights: Object.keys(DANGEROUS_GRANTS).length - held.size,
    isolatedBy: {
      ingress: isolatingPolicies(world, pod, "ingress"),
      egress: isolatingPolicies(world, pod, "egress"),
    },
    dns: { ...dns, by: world.reasonsOf(dns.by) },
  };
}

/** The dangerous rights of an account, then what hangs on roles that are not in sight. */
function rightsOf(world: SimulatedWorld, use: AccountUse): SimulatedRight[] {
  const { inventory, options } = world;
  const access = accessWorldOf(inventory, options.kubernetesVersion);
  const namespace = effectiveNamespace(use.fact.namespace);
  const seen = new Set<string>();
  const held = dangerousRights(access, namespace, use.account).flatMap((right) => {
    const answer = heldRight(world, right);
    const key = `${answer.gains} ${answer.namespace ?? ""}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [answer];
  });
  const unresolved = bindingsOf(access, { user: accountUser(namespace, use.account) }).filter(
    ({ role, binding }) => !role && !isDefaultRbac(binding),
  );
  return [...held, ...unresolved.map((entry) => unknownRight(world, entry))];
}

function heldRight({ placeOf }: SimulatedWorld, { key, entry, owned }: HeldRight): SimulatedRight {
  return {
    gains: DANGEROUS_GRANTS[key].gains,
    ...(entry.namespace === undefined ? {} : { namespace: entry.namespace }),
    answer: "allowed",
    reason: `${describeFact(entry.binding)} gives ${entry.roleKind} "${entry.roleName}"`,
    by: [
      {
        text: describeFact(entry.binding),
        ...placeOf(entry.binding, ["subjects", entry.subjectIndex, "name"]),
      },
      { text: describeFact(owned.owner), ...placeOf(owned.owner, ["rules", owned.rule.index]) },
    ],
  };
}

function unknownRight({ placeOf }: SimulatedWorld, entry: BindingEntry): SimulatedRight {
  const role = `${entry.roleKind} "${entry.roleName}"`;
  return {
    gains: `whatever ${role} allows`,
    ...(entry.namespace === undefined ? {} : { namespace: entry.namespace }),
    answer: "unknown",
    reason: `${describeFact(entry.binding)} gives ${role}, which is not in sight`,
    by: [{ text: describeFact(entry.binding), ...placeOf(entry.binding, ["roleRef", "name"]) }],
  };
}

function isolatingPolicies(
  { inventory, placeOf }: SimulatedWorld,
  pod: PodEndpoint,
  direction: "ingress" | "egress",
) {
  return networkOf(inventory)
    .isolating(pod, direction)
    .map(({ name, fact }) => ({ text: name, ...placeOf(fact) }));
}
