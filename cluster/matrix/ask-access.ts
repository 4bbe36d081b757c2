import { type AccessAnswer, type AccessQuestion, canI, type WhoCanAnswer, whoCan } from "../../engine/access";
import { askedAs, isGhost, type MatrixSubject } from "./access-matrix";
import type { LiveAccess } from "./live-access";

/**
 * Whether a subject may do something, by the roles and bindings that were listed; no review is asked. *Unknown* for an
 * account that does not exist, where bindings or roles may not be read, and, where another authorizer stands beside
 * RBAC, for every *no* about a user or a group.
 *
 * @param webhook the authorizer beside RBAC, from `otherAuthorizer`
 */
export function askAccess(
  access: LiveAccess,
  subject: MatrixSubject,
  question: AccessQuestion,
  webhook?: string,
): AccessAnswer {
  if (isGhost(access, subject) && subject.kind === "ServiceAccount")
    return unknown(`the service account ${subject.namespace}/${subject.name} does not exist`);
  const answer = canI(access.world, { ...question, ...askedAs(subject) });
  if (answer.answer !== "denied") return answer;
  if (access.blind) return unknown("not all bindings may be listed, and those in sight do not allow it");
  if (webhook !== undefined && subject.kind !== "ServiceAccount")
    return unknown(`no role in sight allows it, but ${webhook} may: confirm it with a review`);
  return answer;
}

/** Who may do something, with accounts that do not exist apart. */
export interface LiveWhoCan extends WhoCanAnswer {
  /** Bound, but not there: whoever creates the account holds the right. */
  readonly ghosts: WhoCanAnswer["subjects"];
  /** Why there may be others; absent where the list is complete. */
  readonly doubt?: string;
}

/** The subjects of listed bindings that may do something. */
export function askWhoCan(access: LiveAccess, question: AccessQuestion, webhook?: string): LiveWhoCan {
  const { subjects, unknown: hidden } = whoCan(access.world, question);
  const isMissing = (subject: (typeof subjects)[number]) =>
    isGhost(access, {
      kind: subject.kind === "ServiceAccount" ? "ServiceAccount" : "User",
      namespace: subject.namespace ?? "",
      name: subject.name,
    });
  const doubt = access.blind
    ? "not all bindings may be listed"
    : webhook === undefined
      ? undefined
      : `${webhook} may allow it to others`;
  return {
    subjects: subjects.filter((subject) => !isMissing(subject)),
    unknown: hidden,
    ghosts: subjects.filter(isMissing),
    ...(doubt === undefined ? {} : { doubt }),
  };
}

function unknown(reason: string): AccessAnswer {
  return { answer: "unknown", reason, by: [] };
}
