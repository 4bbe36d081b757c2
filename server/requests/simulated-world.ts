import { isDefaultRbac } from "../../engine/access";
import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import type { Path } from "../../engine/json";
import { describeEndpoint, type PodEndpoint } from "../../engine/network/endpoint";
import { networkOf } from "../../engine/network/network";
import type { RuleOptions } from "../../engine/rules/rule";
import type { Folder } from "../folders";
import { locationOf } from "../references/places";
import type { Session } from "../session";
import type { ScopeParams, SimulatedPlace, SimulatedReason, WorkloadParams } from "./simulated-protocol";

/** A scope of the workspace, ready to be asked. */
export interface SimulatedWorld {
  readonly inventory: Inventory;
  readonly options: RuleOptions;
  /** Where a value of a resource is written, for an object that holds it if it is. */
  placeOf(fact: Fact | undefined, path?: Path): { readonly place?: SimulatedPlace };
  /** The policies that network answers name, with their places. */
  reasonsOf(names: readonly string[]): SimulatedReason[];
}

/** Waits until every folder of the workspace is read. */
export async function whenRead({ ready, indexes, folders }: Session): Promise<void> {
  await ready;
  await indexes.settled();
  if (folders.all().some((folder) => indexes.of(folder)?.isComplete !== true)) await indexes.run();
}

/** The scope of a request; `undefined` where it is gone. */
export async function worldOf(
  session: Session,
  { folder: uri, scope }: ScopeParams,
): Promise<SimulatedWorld | undefined> {
  await whenRead(session);
  const folder = session.folders.all().find((each) => each.uri === uri);
  const inventory = session.indexes
    .of(folder)
    ?.inventories()
    .find((each) => each.scope === scope);
  return folder && inventory && createWorld(session, folder, inventory);
}

function createWorld(session: Session, folder: Folder, inventory: Inventory): SimulatedWorld {
  const placeOf: SimulatedWorld["placeOf"] = (fact, path = ["metadata", "name"]) => {
    if (!fact || isDefaultRbac(fact)) return {};
    const place =
      locationOf(session, folder, { fact, path }) ??
      locationOf(session, folder, { fact, path: ["metadata", "name"] });
    return place ? { place } : {};
  };
  const file = inventory.facts[0]?.source.file ?? "";
  return {
    inventory,
    options: session.policies.policyFor(folder, file).options,
    placeOf,
    reasonsOf(names) {
      const { policies, adminPolicies, foreignPolicies } = networkOf(inventory);
      const all = [...policies, ...adminPolicies, ...foreignPolicies];
      return names.map((text) => ({ text, ...placeOf(all.find(({ name }) => name === text)?.fact) }));
    },
  };
}

/** The pod of a workload, as one end of a connection. */
export function podOf(
  inventory: Inventory,
  { namespace, kind, name }: WorkloadParams,
): PodEndpoint | undefined {
  const end = `${kind} ${namespace}/${name}`;
  return networkOf(inventory)
    .podsIn(namespace)
    .find((pod) => describeEndpoint(pod) === end);
}
