import type { AskCluster } from "../cluster";
import { classifyFailure } from "../kubectl/classify-failure";
import type { Problem } from "../problem";

/**
 * Why answers about a service account would mean nothing, or `undefined` where it exists. A cluster answers *no* for
 * an account that is not there, so its *no* is worth nothing unless the account has been seen.
 */
export async function serviceAccountProblem(
  ask: AskCluster,
  namespace: string,
  name: string,
  signal?: AbortSignal,
): Promise<Problem | undefined> {
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`;
  const output = await ask({ type: "read", path }, signal);
  if (output.status === 0) return undefined;
  const problem = classifyFailure(output);
  if (problem.kind !== "not-found") return problem;
  return { kind: "not-found", message: `the service account ${namespace}/${name} does not exist` };
}
