import { createInventory, type Inventory } from "../inventory/inventory";
import type { Difference, DifferenceTheme } from "./difference";
import { exposureOf } from "./exposure";
import { permissionsOf } from "./permissions";
import { connectionsOf, endsOf } from "./reachability";

/** Beyond so many facts in a scope, connections are not compared pair by pair. */
const MAX_FACTS = 5_000;

/** What a change of the manifests of a scope means: permissions, exposure and connections, gained and lost. */
export function compareInventories(
  scope: string,
  before: Inventory | undefined,
  after: Inventory | undefined,
): Difference[] {
  const was = before ?? createInventory(scope, false, []);
  const is = after ?? createInventory(scope, false, []);
  return [
    ...differences("permission", scope, permissionsOf(was), permissionsOf(is)),
    ...differences("exposure", scope, exposureOf(was), exposureOf(is)),
    ...(Math.max(was.facts.length, is.facts.length) > MAX_FACTS ? [] : connectionDifferences(scope, was, is)),
  ];
}

function differences(
  theme: DifferenceTheme,
  scope: string,
  was: ReadonlySet<string>,
  is: ReadonlySet<string>,
): Difference[] {
  const gained = [...is].filter((text) => !was.has(text)).sort();
  const lost = [...was].filter((text) => !is.has(text)).sort();
  return [
    ...gained.map((text): Difference => ({ theme, change: "gained", weakens: true, text, scope })),
    ...lost.map((text): Difference => ({ theme, change: "lost", weakens: false, text, scope })),
  ];
}

/** Connections of pods that are new or gone are left out: they are what adding or removing a workload is. */
function connectionDifferences(scope: string, was: Inventory, is: Inventory): Difference[] {
  const [oldEnds, newEnds] = [endsOf(was), endsOf(is)];
  const stays = ([, ends]: readonly [string, readonly string[]]) =>
    ends.every((end) => oldEnds.has(end) && newEnds.has(end));
  const texts = (inventory: Inventory) =>
    new Set([...connectionsOf(inventory)].filter(stays).map(([text]) => text));
  return differences("reachability", scope, texts(was), texts(is));
}
