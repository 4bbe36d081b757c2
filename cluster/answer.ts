import type { Problem } from "./problem";

/** What a cluster says about one permission. *Unknown* is no answer at all: never read it as denied. */
export type Answer =
  | { readonly answer: "allowed"; readonly reason: string }
  | { readonly answer: "denied"; readonly reason: string }
  | { readonly answer: "unknown"; readonly reason: string; readonly problem: Problem };

/** The answer where the cluster gave none. */
export function unknown(problem: Problem): Answer {
  return { answer: "unknown", reason: problem.message, problem };
}
