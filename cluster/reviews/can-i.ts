import { type Answer, unknown } from "../answer";
import type { AskCluster } from "../cluster";
import { type Problem, problemOf } from "../problem";
import { parseCanI } from "./parse-can-i";
import type { Question, Subject } from "./question";

/** What a question is asked with. */
export interface CanIOptions {
  readonly ask: AskCluster;
  readonly subject: Subject;
  readonly question: Question;
  /** Why answers about the subject might mean nothing; `undefined` where it has been seen. */
  readonly doubt: () => Promise<Problem | undefined>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks the cluster one question with `kubectl auth can-i`. Never rejects: whatever goes wrong is *unknown*, and why.
 * About a service account that does not exist nothing is asked; where that could not be seen, *no* is *unknown*, since
 * a cluster says *no* about accounts that are not there.
 */
export async function canI({ ask, subject, question, doubt, signal }: CanIOptions): Promise<Answer> {
  try {
    const problem = await doubt();
    if (problem !== undefined && problem.kind !== "forbidden") return unknown(problem);
    const answer = parseCanI(question, await ask({ type: "can-i", subject, question }, signal));
    if (problem === undefined || answer.answer !== "denied") return answer;
    return unknown({ ...problem, message: "denied, but whether the account exists could not be seen" });
  } catch (error) {
    return unknown(problemOf(error));
  }
}
