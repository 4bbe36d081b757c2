import type { Policy } from "../engine/policy/policy";
import { loadPolicies } from "../workspace/policies";
import { readSelection, type SelectionOptions } from "./selection";
import { UsageError } from "./usage-error";

/** The options of commands that need one policy for the whole call. */
export interface PolicyOptions extends SelectionOptions {
  readonly config: string | boolean;
}

/**
 * The policy of the working directory's configuration, or of the one that `--config` names.
 *
 * @throws UsageError for a configuration that holds a problem, PolicyError for a profile that does not exist
 */
export async function readPolicy(options: PolicyOptions): Promise<Policy> {
  const { fallback, problems } = await loadPolicies([], {
    cwd: process.cwd(),
    selection: readSelection(options),
    ...(typeof options.config === "string" ? { configFile: options.config } : {}),
    ...(options.config === false ? { ignoreConfiguration: true } : {}),
  });
  const [problem] = problems;
  if (problem) throw new UsageError(`${problem.file}:${problem.start.line + 1}: ${problem.message}`);
  return fallback;
}
