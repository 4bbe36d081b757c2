import { type ExecFileException, execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";

/** What a run of the built command line gave. */
export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const CLI = resolve(__dirname, "../../dist/cli.js");

/** Runs the built command line in a folder; never rejects for an exit status. */
export function rampart(cwd: string, args: readonly string[], input = ""): Promise<CliResult> {
  return new Promise((done) => {
    const options = {
      cwd,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, NO_COLOR: "1" },
    } as const;
    const child = execFile(
      process.execPath,
      [CLI, ...args],
      options,
      (error: ExecFileException | null, stdout, stderr) => {
        done({ status: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}

/** Makes a temporary folder with the files given, by path; it is removed after the test. */
export function workspace(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "rampart-cli-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** A pod that runs privileged: one critical finding of `workload/privileged`, on line 10, columns 21 to 25. */
export const PRIVILEGED_POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
      securityContext:
        privileged: true
`;

/** A ConfigMap without any fault. */
export const CALM = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: shop
data:
  LOG_LEVEL: info
`;
