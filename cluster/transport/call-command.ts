import { commandLine } from "./command-line";
import type { AdmittedCall } from "./live-call";

/**
 * The command that asks the same as a call, to be pasted into a POSIX shell: `kubectl get --raw`, or, for a review,
 * its body handed to `kubectl create --raw`.
 */
export function callCommand(context: string, { method, path, body }: AdmittedCall): string {
  const raw = [`--raw=${path}`, `--context=${context}`];
  if (method === "GET") return commandLine("kubectl", "get", ...raw);
  return `${commandLine("printf", "%s", body ?? "")} | ${commandLine("kubectl", "create", "--filename=-", ...raw)}`;
}
