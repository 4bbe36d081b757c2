import type { Problem, ProblemKind } from "../problem";

/** What kubectl said. */
export interface KubectlOutput {
  /** `undefined` where a signal ended it. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The words by which kubectl and client-go name a failure; the first row that matches holds. */
const FAILURES: readonly (readonly [ProblemKind, RegExp])[] = [
  ["unknown-context", /context "?.*"? does not exist|no context exists with the name/i],
  // The program that fetches credentials is named before what the server said without them.
  ["credential-plugin", /getting credentials|exec plugin|executable .* not found|no Auth Provider found/i],
  ["login-expired", /must be logged in|\bUnauthorized\b|token (is|has) expired|provide credentials/i],
  ["forbidden", /\bForbidden\b|cannot impersonate/i],
  ["bad-certificate", /x509:|certificate signed by unknown|tls: (?!handshake timeout)/i],
  [
    "unreachable",
    /unable to connect|connection refused|connection to the server .* was refused|no such host|i\/o timeout|deadline exceeded|handshake timeout|no route to host|network is unreachable|connection reset|\bEOF\b|ServiceUnavailable|currently unable to handle|gave HTTP response|Client\.Timeout|proxyconnect/i,
  ],
  ["not-found", /\bNotFound\b|could not find the requested resource/i],
  ["unreadable-kubeconfig", /error loading config file|invalid configuration/i],
];

/** Says why kubectl failed, from what it wrote to standard error. */
export function classifyFailure({ status, stderr }: KubectlOutput): Problem {
  const kind = FAILURES.find(([, words]) => words.test(stderr))?.[0] ?? "unreadable-answer";
  const line = lastLine(stderr);
  return {
    kind,
    message: line === "" ? `kubectl ended with ${status ?? "a signal"} and said nothing` : line,
  };
}

/** What kubectl says last is the error; client-go's log lines come before it. */
function lastLine(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const said = lines.findLast((line) => !/^[EWIF]\d{4} /.test(line)) ?? lines.at(-1) ?? "";
  return [...said.replace(/\p{Cc}+/gu, " ")].slice(0, 500).join("");
}
