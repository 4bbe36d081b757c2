import type { ConfigurationFileProblem, Policies } from "../workspace/policies";
import { UsageError } from "./usage-error";

/**
 * Refuses to go on by a configuration that is only right in parts: what a call says must not depend on what was left
 * out.
 *
 * @throws UsageError for the first problem, with its file and line
 */
export function refuseProblems<Loaded extends Pick<Policies, "problems">>(policies: Loaded): Loaded {
  const [problem] = policies.problems;
  if (problem) throw new UsageError(problemText(problem));
  return policies;
}

function problemText({ file, start, message }: ConfigurationFileProblem): string {
  return `${file}:${start.line + 1}: ${message}`;
}
