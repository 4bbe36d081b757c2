import { isObject } from "../../engine/json";
import type { AskCluster } from "../cluster";
import { classifyFailure } from "../kubectl/classify-failure";
import { ClusterError } from "../problem";
import { parseJson } from "../reads/parse-json";

/** The user as the cluster knows them. */
export interface Identity {
  /** Absent where the cluster is too old to say (before 1.28). */
  readonly user?: string;
  readonly groups: readonly string[];
}

/**
 * Asks the cluster who the user of the context is.
 *
 * @throws ClusterError where the cluster cannot be reached or does not accept the login
 */
export async function whoAmI(ask: AskCluster, signal?: AbortSignal): Promise<Identity> {
  const output = await ask({ type: "who-am-i" }, signal);
  if (output.status !== 0) {
    const problem = classifyFailure(output);
    // SelfSubjectReview came with 1.28, and everybody who has logged in may ask it.
    if (problem.kind === "not-found" || isNotOffered(output.stderr)) return { groups: [] };
    throw new ClusterError(problem);
  }
  const { status } = parseJson(output.stdout);
  const userInfo = isObject(status) && isObject(status.userInfo) ? status.userInfo : {};
  const { username, groups } = userInfo;
  return {
    ...(typeof username === "string" ? { user: username } : {}),
    groups: Array.isArray(groups)
      ? groups.filter((group): group is string => typeof group === "string" && group !== "")
      : [],
  };
}

function isNotOffered(stderr: string): boolean {
  return /selfsubjectreviews API is not enabled|unknown command "whoami"/i.test(stderr);
}
