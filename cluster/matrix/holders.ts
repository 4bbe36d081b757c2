import {
  type AccessQuestion,
  alone,
  type BoundSubject,
  evidenceFor,
  type ResourceName,
} from "../../engine/access";
import { nameOf } from "../../engine/access/can-i";
import { askWhoCan } from "./ask-access";
import type { LiveAccess } from "./live-access";

/** Somebody who may do something, and every binding that gives it. */
export interface Holder {
  readonly subject: BoundSubject;
  /** Bound, but not there: whoever creates the account holds the right. */
  readonly ghost: boolean;
  /** ClusterRoleBindings first. Empty for `system:masters`, which passes before RBAC is asked. */
  readonly grants: readonly { readonly binding: ResourceName; readonly role: ResourceName }[];
}

/** Who may do something. */
export interface Holders {
  /** Groups, then accounts, then users; ghosts last. */
  readonly holders: readonly Holder[];
  /** Those for whom it hangs on a role that may not be read. */
  readonly unknown: readonly BoundSubject[];
  /** Why there may be others; absent where the list is complete. */
  readonly doubt?: string;
}

/**
 * Who may do something, with the bindings that give it, by the roles that were listed.
 *
 * @param webhook the authorizer beside RBAC, from `otherAuthorizer`
 */
export function holdersOf(access: LiveAccess, question: AccessQuestion, webhook?: string): Holders {
  const { subjects, ghosts, unknown, doubt } = askWhoCan(access, question, webhook);
  const holder = (subject: BoundSubject, ghost: boolean): Holder => ({
    subject,
    ghost,
    grants: evidenceFor(access.world, question, alone(subject)).grants.map(({ binding, role }) => ({
      binding: nameOf(binding),
      role: nameOf(role),
    })),
  });
  return {
    holders: [
      ...subjects.map((subject) => holder(subject, false)),
      ...ghosts.map((subject) => holder(subject, true)),
    ],
    unknown,
    ...(doubt === undefined ? {} : { doubt }),
  };
}
