import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import { effectiveNamespace, type PodEndpoint } from "../../engine/network/endpoint";
import { type Network, networkOf } from "../../engine/network/network";
import {
  accessWorldOf,
  accountUses,
  dangerousRights,
  mountsToken,
} from "../../engine/rules/identity/accounts";
import { isClosed } from "../../engine/rules/network/namespaces";
import type { Session } from "../session";
import type {
  Isolation,
  NamespaceParams,
  SimulatedNamespace,
  SimulatedScope,
  SimulatedWorkload,
} from "./simulated-protocol";
import { type SimulatedWorld, whenRead } from "./simulated-world";

/** The scopes of every folder, those of one folder together. */
export async function simulatedScopes(session: Session): Promise<SimulatedScope[]> {
  await whenRead(session);
  return session.folders.all().flatMap((folder) =>
    (session.indexes.of(folder)?.inventories() ?? [])
      .filter(({ facts }) => facts.some(isDeployed))
      .map((inventory) => ({
        folder: folder.uri,
        scope: inventory.scope,
        closed: inventory.closed,
        workloads: networkOf(inventory).pods.length,
      })),
  );
}

/** Files that are known by their name, such as kustomizations, are no objects of a cluster. */
function isDeployed({ groupKind }: Fact): boolean {
  return !/^(kube-rampart|helm\.sh|github\.com|kustomize\.config\.k8s\.io)\//.test(groupKind);
}

/** The namespaces of a scope, sorted. */
export function simulatedNamespaces({ inventory, placeOf }: SimulatedWorld): SimulatedNamespace[] {
  const network = networkOf(inventory);
  const facts = new Map(inventory.ofKind("Namespace").map((fact) => [fact.name ?? "", fact]));
  const names = new Set([
    ...facts.keys(),
    ...network.pods.map(({ namespace }) => namespace),
    ...network.policies.map(({ namespace }) => namespace),
  ]);
  return [...names].sort().map((name) => {
    const fact = facts.get(name);
    const level = fact?.labels["pod-security.kubernetes.io/enforce"];
    return {
      name,
      ...placeOf(fact),
      workloads: network.podsIn(name).length,
      deniesByDefault: isolationOf(network, network.imagine(name, {})),
      ...(level === undefined ? {} : { podSecurity: level }),
    };
  });
}

/** The workloads of a namespace, sorted by name. */
export function simulatedWorkloads(
  { inventory, options, placeOf }: SimulatedWorld,
  { namespace }: Pick<NamespaceParams, "namespace">,
): SimulatedWorkload[] {
  const network = networkOf(inventory);
  const access = accessWorldOf(inventory, options.kubernetesVersion);
  return network
    .podsIn(namespace)
    .flatMap((pod): SimulatedWorkload[] => {
      const use = useOf(inventory, pod);
      if (!pod.fact || !use) return [];
      const rights = dangerousRights(access, effectiveNamespace(pod.fact.namespace), use.account);
      return [
        {
          kind: pod.fact.groupKind.replace(/^.*\//, ""),
          name: pod.name,
          ...placeOf(pod.fact),
          account: use.account,
          isolated: isolationOf(network, pod),
          dangerous: new Set(rights.map(({ key }) => key)).size,
          mountsToken: mountsToken(use),
        },
      ];
    })
    .sort((a, b) => (`${a.name} ${a.kind}` < `${b.name} ${b.kind}` ? -1 : 1));
}

/** The account that the pods of a workload run as. */
export function useOf(inventory: Inventory, { fact }: PodEndpoint) {
  return accountUses(inventory).find((use) => use.fact === fact);
}

function isolationOf(network: Network, pod: PodEndpoint): Isolation {
  return { ingress: isClosed(network, pod, "ingress"), egress: isClosed(network, pod, "egress") };
}
