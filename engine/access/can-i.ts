import type { Fact } from "../inventory/fact";
import { evidenceFor } from "./grants";
import { impliedGroups } from "./implied-groups";
import type { AccessAnswer, AccessQuestion, AccessSubject, BoundSubject, ResourceName } from "./question";
import type { AccessWorld, BindingEntry } from "./world";

/**
 * Whether a subject may do something, by the roles and bindings of a world: what RBAC of Kubernetes would say if these
 * were applied. *Unknown* where nothing allows it and a binding that counts names a role that is not in sight.
 */
export function canI(world: AccessWorld, question: AccessQuestion & AccessSubject): AccessAnswer {
  if ((question.groups ?? impliedGroups(question.user)).includes("system:masters"))
    return { answer: "allowed", reason: "members of system:masters pass before RBAC is asked", by: [] };
  const { grants, unresolved } = evidenceFor(world, question, question, true);
  const [grant] = grants;
  if (grant) {
    const { binding, role, subject } = grant;
    return {
      answer: "allowed",
      reason: `RBAC: allowed by ${describe(nameOf(binding))} of ${describe(nameOf(role, false))} to ${describe(subject)}`,
      by: [nameOf(binding), nameOf(role)],
    };
  }
  const [missing] = unresolved;
  if (missing && !world.complete)
    return {
      answer: "unknown",
      reason: `${describe(nameOf(missing.binding))} gives ${missing.roleKind} "${missing.roleName}", which is not in sight, to ${describe(missing.subject)}`,
      by: unresolved.map(({ binding }: BindingEntry) => nameOf(binding)),
    };
  return { answer: "denied", reason: `no role in sight allows this to "${question.user}"`, by: [] };
}

/** The name of a role or binding, as answers give it. */
export function nameOf({ groupKind, name, namespace }: Fact, withNamespace = true): ResourceName {
  return {
    kind: groupKind.slice(groupKind.indexOf("/") + 1),
    name: name ?? "",
    ...(withNamespace && namespace !== undefined ? { namespace } : {}),
  };
}

/** `RoleBinding "readers/shop"`, as the API server writes it. */
function describe({ kind, name, namespace }: ResourceName | BoundSubject): string {
  return `${kind} "${namespace === undefined ? name : `${name}/${namespace}`}"`;
}
