import type { AccessAnswer } from "../../engine/access";
import type { Answer } from "../answer";

/**
 * How the cluster's own answer stands to what its listed roles say: they agree; the roles have changed since or another
 * authorizer beside RBAC decides (`refused`, `granted`); the lists could not tell, the cluster can (`settled`); or the
 * cluster gave no answer (`unanswered`).
 */
export type Comparison = "agrees" | "refused" | "granted" | "settled" | "unanswered";

/** Compares an answer that was worked out with the one that a review gave. */
export function compareAnswers(
  listed: Pick<AccessAnswer, "answer">,
  confirmed: Pick<Answer, "answer">,
): Comparison {
  if (confirmed.answer === "unknown") return "unanswered";
  if (listed.answer === "unknown") return "settled";
  if (listed.answer === confirmed.answer) return "agrees";
  return confirmed.answer === "denied" ? "refused" : "granted";
}
