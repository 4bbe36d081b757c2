import type { LiveRequest } from "./guard";
import { typedArguments } from "./kubectl/kubectl-arguments";

/** The shells whose quoting differs. */
export type Shell = "posix" | "powershell";

const PLAIN = /^[A-Za-z0-9_./:=@,+-]+$/;

/**
 * The `kubectl` command that asks the same, to be pasted into a terminal. Values that a shell could read otherwise are
 * quoted, so that pasting it runs kubectl and nothing else.
 */
export function commandText(context: string, request: LiveRequest, shell: Shell = "posix"): string {
  return quoted(["kubectl", ...typedArguments(context, request)], shell);
}

/** Any command that reads, to be pasted into a terminal: quoted as `commandText` does. */
export function quoted(words: readonly string[], shell: Shell = "posix"): string {
  return words.map((word) => quote(word, shell)).join(" ");
}

function quote(word: string, shell: Shell): string {
  // A leading @ is an operator of PowerShell; control characters never reach here (see isContextName).
  if (PLAIN.test(word) && !word.startsWith("@")) return word;
  return shell === "posix" ? `'${word.replaceAll("'", "'\\''")}'` : `'${word.replaceAll("'", "''")}'`;
}
