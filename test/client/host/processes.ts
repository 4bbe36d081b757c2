import { readdirSync, readFileSync } from "node:fs";

/** A process of a session. */
export interface SessionProcess {
  readonly pid: number;
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Resident memory, in megabytes. */
  readonly megabytes: number;
}

/** The processes that run with a session's home folder: VS Code's own, and all that extensions have started. Linux only. */
export function processesOf(home: string): SessionProcess[] {
  return readdirSync("/proc").flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid)) return [];
    try {
      const read = (file: string) => readFileSync(`/proc/${pid}/${file}`, "utf8");
      if (!read("environ").split("\0").includes(`HOME=${home}`)) return [];
      const kilobytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(read("status"))?.[1] ?? 0);
      return [{ pid, command: read("cmdline").split("\0").slice(0, -1), megabytes: kilobytes / 1024 }];
    } catch {
      // It has ended in this moment, or belongs to somebody else.
      return [];
    }
  });
}

/** The process in which extensions run. */
export function extensionHost(home: string): SessionProcess | undefined {
  return processesOf(home).find(({ command }) => command.includes("--type=extensionHost"));
}
