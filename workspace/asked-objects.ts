import { type ReadObject, withAdmissionObjects } from "../engine/inventory/admission-objects";
import type { Fact } from "../engine/inventory/fact";
import { isObject } from "../engine/json";
import { type FileOf, objectAt } from "./scope-filter";
import type { ResolvedScope } from "./scopes";

const BINDING = "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding";

/**
 * The facts of a scope as it is written, with the objects that its admission policies are asked about. Where patches or
 * programs change single resources, no object is what will be deployed: only a rendering tells then.
 *
 * @param fileOf is called only where the scope holds a policy that denies
 */
export function askedFacts({ scope, inventory }: ResolvedScope, fileOf: FileOf): readonly Fact[] {
  if (inventory.ofKind(BINDING).length === 0 || (scope && scope.undecided.length > 0)) return inventory.facts;
  return withAdmissionObjects(inventory.facts, readerOf(fileOf));
}

function readerOf(fileOf: FileOf): ReadObject {
  return (source) => {
    const object = objectAt(fileOf, source);
    return isObject(object) ? object : undefined;
  };
}
