import { spawn } from "node:child_process";

/** What a program may take. */
export interface ToolLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Bytes of standard output. */
  readonly maxOutput: number;
}

/** How a program is run. There is no shell: arguments are handed over as they are. */
export interface ToolRun {
  /** Absolute. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** The whole environment: nothing else is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: ToolLimits;
  /** Ends the program when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** What came of a run: its output, or why there is none. */
export type ToolResult = { readonly output: string } | { readonly failure: string; readonly message: string };

const CANCELLED = "it was cancelled";

/** Longer messages of a program are cut before anybody looks at them. */
const MAX_MESSAGE = 16_384;

/**
 * Runs a program to its end, in a process group of its own, so that a limit ends what it started too. Never rejects.
 *
 * @returns its standard output; or `failure`, which says in Rampart's words what went wrong, with the program's own
 * `message`, which may hold anything
 */
export function runTool({ program, args, cwd, environment, limits, signal }: ToolRun): Promise<ToolResult> {
  if (signal?.aborted) return Promise.resolve({ failure: CANCELLED, message: "" });
  return new Promise((done) => {
    const ownGroup = process.platform !== "win32";
    const child = spawn(program, args, {
      cwd,
      env: { ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      detached: ownGroup,
      shell: false,
      windowsHide: true,
    });
    const output: Buffer[] = [];
    let bytes = 0;
    let message = "";
    let failure: string | undefined;

    const end = (reason: string) => {
      failure ??= reason;
      if (child.pid === undefined) return;
      try {
        process.kill(ownGroup ? -child.pid : child.pid, "SIGKILL");
      } catch {
        // It has ended by itself.
      }
      // A grandchild that left the group may hold the pipes open.
      child.stdout.destroy();
      child.stderr.destroy();
    };
    const timer = setTimeout(() => end(`it took longer than ${limits.timeout / 1_000} s`), limits.timeout);
    const cancel = () => end(CANCELLED);
    signal?.addEventListener("abort", cancel);
    const settle = (result: ToolResult) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
      done(result);
    };
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limits.maxOutput) end(`its output is larger than ${limits.maxOutput} bytes`);
      else output.push(chunk);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      if (message.length < MAX_MESSAGE) message += chunk.toString("utf8");
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      failure ??= `it cannot be started: ${error.code ?? error.message}`;
      settle({ failure, message: "" });
    });
    child.on("close", (code) => {
      if (failure === undefined && code === 0) settle({ output: Buffer.concat(output).toString("utf8") });
      else
        settle({
          failure: failure ?? `it ended with status ${code}`,
          message: message.slice(0, MAX_MESSAGE),
        });
    });
  });
}
