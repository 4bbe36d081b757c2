import { evidenceFor } from "./grants";
import { accountUser } from "./implied-groups";
import type { AccessQuestion, AccessSubject, BoundSubject } from "./question";
import { type AccessWorld, keyOfSubject } from "./world";

/** Who may do something. */
export interface WhoCanAnswer {
  /** The subjects named in bindings that, asked alone, are allowed; sorted by kind, namespace and name. */
  readonly subjects: readonly BoundSubject[];
  /** Those for whom it hangs on a role that is not in sight. */
  readonly unknown: readonly BoundSubject[];
}

/**
 * The subjects named in bindings that may do something when asked alone: a user and an account without any group, a
 * group by itself. Who is in a group is not in the manifests.
 */
export function whoCan(world: AccessWorld, question: AccessQuestion): WhoCanAnswer {
  const subjects = new Map<string, BoundSubject>();
  const unknown = new Map<string, BoundSubject>();
  const asked = new Set<string>();
  for (const { subject } of world.entries) {
    const id = JSON.stringify([subject.kind, subject.namespace ?? "", subject.name]);
    if (asked.has(id)) continue;
    asked.add(id);
    const { grants, unresolved } = evidenceFor(world, question, alone(subject), true);
    if (grants.length > 0 || keyOfSubject(subject) === "Group:system:masters") subjects.set(id, subject);
    else if (unresolved.length > 0 && !world.complete) unknown.set(id, subject);
  }
  return { subjects: sorted(subjects), unknown: sorted(unknown) };
}

/** A subject of a binding as somebody who asks, with no group but the one that it is. */
export function alone({ kind, name, namespace }: BoundSubject): AccessSubject {
  if (kind === "Group") return { user: "", groups: [name] };
  return { user: kind === "ServiceAccount" ? accountUser(namespace ?? "", name) : name, groups: [] };
}

function sorted(subjects: ReadonlyMap<string, BoundSubject>): BoundSubject[] {
  return [...subjects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject);
}
