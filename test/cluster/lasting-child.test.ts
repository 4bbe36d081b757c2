import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "./wait";

/** Starts a lasting child in the place of kubectl, and says its process id. */
const HOST = `const { startLastingKubectl, endChild, whenProcessEnds } = require("./child.cjs");
const child = startLastingKubectl("/bin/sleep", ["1000"], process.env);
whenProcessEnds(() => endChild(child));
child.once("spawn", () => console.log(child.pid));
setInterval(() => undefined, 1000);
`;

describe.skipIf(process.platform !== "linux")("a kubectl that lives on", () => {
  let folder: string;
  const started: ChildProcess[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "lasting-child-"));
    buildSync({
      entryPoints: [resolve(import.meta.dirname, "../../cluster/transport/child.ts")],
      outfile: join(folder, "child.cjs"),
      bundle: true,
      platform: "node",
      format: "cjs",
    });
    writeFileSync(join(folder, "host.cjs"), HOST);
  });

  afterAll(() => {
    for (const host of started) host.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  /** Whether a process runs `sleep`; what is dead but not yet buried does not. */
  function sleeps(pid: number): boolean {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").startsWith("/bin/sleep\0");
    } catch {
      return false;
    }
  }

  test.each(["SIGTERM", "SIGKILL"] as const)("ends with its host, which %s has ended", async (signal) => {
    if (signal === "SIGKILL" && !existsSync("/usr/bin/setpriv")) return;
    const host = spawn(process.execPath, [join(folder, "host.cjs")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    started.push(host);
    const pid = await new Promise<number>((tell) =>
      host.stdout.once("data", (chunk: Buffer) => tell(Number(chunk.toString()))),
    );
    await until("the child sleeps", async () => sleeps(pid));
    const ended = new Promise((tell) => host.once("exit", (_code, how) => tell(how)));
    host.kill(signal);
    expect(await ended).toBe(signal);
    await until("the child is gone", async () => !sleeps(pid));
  });
});
