import { type Answer, unknown } from "../answer";
import type { AskCluster } from "../cluster";
import { problemOf } from "../problem";
import { parseCanI } from "./parse-can-i";
import type { Question, Subject } from "./question";

/**
 * Asks the cluster one question with `kubectl auth can-i`. Never rejects: whatever goes wrong is *unknown*, and why.
 */
export async function canI(
  ask: AskCluster,
  subject: Subject,
  question: Question,
  signal?: AbortSignal,
): Promise<Answer> {
  try {
    return parseCanI(question, await ask({ type: "can-i", subject, question }, signal));
  } catch (error) {
    return unknown(problemOf(error));
  }
}
