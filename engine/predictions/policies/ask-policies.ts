import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import { memoOf } from "../../inventory/tracked-inventory";
import type { KubernetesMinor } from "../../kubernetes/kubernetes-version";
import { onlyOnes } from "../only-ones";
import { answersOf, type PolicyVerdict, readPolicies } from "./policy-asker";

const boundPolicies = memoOf((inventory) => readPolicies(inventory));

const namespacesOf = memoOf(
  (inventory) => new Map(onlyOnes(inventory.ofKind("Namespace")).map((fact) => [fact.name, fact])),
);

/**
 * What the admission policies of a scope say to the creation of an object; see `answersOf`. The bundles of Node load
 * what evaluates them from a file beside them, with the first object that there is anything to ask about.
 */
export function askPolicies(
  inventory: Inventory,
  fact: Fact,
  kubernetesVersion: KubernetesMinor,
): PolicyVerdict[] {
  if (!fact.object) return [];
  const bound = boundPolicies(inventory);
  return answersOf({ inventory, kubernetesVersion, bound, namespaces: namespacesOf(inventory) }, fact);
}
