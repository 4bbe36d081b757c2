import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";

/** A server that a test started. */
export interface ServerProcess {
  readonly name: string;
  /** Rejects, with the end of its log, when the process ends by itself; never resolves. */
  readonly failed: Promise<never>;
  /** Asks the process to end, kills it by its id after `patience` milliseconds, and resolves when it is gone. */
  stop(patience?: number): Promise<void>;
}

const running = new Set<ChildProcess>();
let cleansUp = false;

/** A test run that ends without stopping its servers still takes them along. */
function cleanUpAtExit(): void {
  if (!cleansUp) {
    cleansUp = true;
    process.on("exit", () => {
      for (const child of running) {
        child.kill("SIGKILL");
      }
    });
  }
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-20).join("\n");
}

/**
 * Starts a server with its output in a log file. Its standard input stays open as long as this process lives:
 * the project's own binary ends when it closes, so that even a killed test run leaves nothing behind.
 */
export function startServer(name: string, file: string, args: readonly string[], log: string): ServerProcess {
  cleanUpAtExit();
  const output = openSync(log, "a");
  const child = spawn(file, args, {
    stdio: ["pipe", output, output],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, CONTROL_PLANE_EXIT_WITH_STDIN: "1" },
  });
  closeSync(output);
  running.add(child);
  let stopping = false;
  let gone = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    gone = () => {
      running.delete(child);
      resolve();
    };
  });
  const failed = new Promise<never>((_, reject) => {
    child.on("error", (error) => {
      gone();
      reject(error);
    });
    child.on("exit", (code, signal) => {
      gone();
      if (!stopping) {
        reject(new Error(`${name} ended (${code ?? signal}):\n${lastLines(log)}`));
      }
    });
  });
  // Whoever waits for the server to be ready sees the failure; afterwards the tests' own requests fail.
  failed.catch(() => undefined);
  return {
    name,
    failed,
    stop: async (patience = 5_000) => {
      stopping = true;
      if (!running.has(child)) {
        return;
      }
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), patience);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Ports of the loopback address that nobody listened on a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve, reject) => {
        server.once("error", reject).listen(0, "127.0.0.1", resolve);
      });
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === "string") {
      throw new Error("a TCP server has no port");
    }
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
