import type { Policy } from "../engine/policy/policy";
import { loadPolicies } from "../workspace/policies";
import { refuseProblems } from "./refuse-problems";
import { readSelection, type SelectionOptions } from "./selection";

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
  const loaded = await loadPolicies([], {
    cwd: process.cwd(),
    selection: readSelection(options),
    ...(typeof options.config === "string" ? { configFile: options.config } : {}),
    ...(options.config === false ? { ignoreConfiguration: true } : {}),
  });
  return refuseProblems(loaded).fallback;
}
