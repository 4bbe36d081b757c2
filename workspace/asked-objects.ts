import {
  type KnownObjects,
  type ReadObject,
  withAdmissionObjects,
} from "../engine/inventory/admission-objects";
import type { Fact } from "../engine/inventory/fact";
import type { Inventory } from "../engine/inventory/inventory";
import { isObject } from "../engine/json";
import { objectAt, type ValuesOf } from "./scope-filter";
import type { ResolvedScope } from "./scopes";

const BINDING = "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding";

/**
 * The facts of a scope as it is written, with the objects that its admission policies are asked about. Where patches or
 * programs change single resources, no object is what will be deployed: only a rendering tells then.
 *
 * @param fileOf is called only where the scope holds a policy that denies
 */
export function askedFacts(
  { scope, inventory }: ResolvedScope,
  fileOf: ValuesOf,
  known?: KnownObjects,
): readonly Fact[] {
  if (!holdsBinding(inventory) || (scope && scope.undecided.length > 0)) return inventory.facts;
  return withAdmissionObjects(inventory.facts, readerOf(fileOf), known);
}

/** Whether a scope may hold policies that are asked; where not, no object is ever read. */
export function holdsBinding(inventory: Inventory): boolean {
  return inventory.ofKind(BINDING).length > 0;
}

function readerOf(fileOf: ValuesOf): ReadObject {
  return (source) => {
    const object = objectAt(fileOf, source);
    return isObject(object) ? object : undefined;
  };
}
