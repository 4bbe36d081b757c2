import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { hasGo } from "../oracles/go-binary.mjs";

const run = promisify(execFile);

/** The rendering tools that the tests build, with the Go package and version of each. */
const TOOLS = {
  kustomize: "sigs.k8s.io/kustomize/kustomize/v5@v5.8.1",
  helm: "helm.sh/helm/v3/cmd/helm@v3.19.0",
} as const;

/** The name of a tool. */
export type ToolName = keyof typeof TOOLS;

function folderOf(name: ToolName): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "kube-rampart", `${name}-${TOOLS[name].replace(/^.*@/, "")}`);
}

const executable = (name: string) => (process.platform === "win32" ? `${name}.exe` : name);

/** What to install before the tools can be built; `undefined` if nothing is missing. */
export async function toolsMissing(): Promise<string | undefined> {
  const names = Object.keys(TOOLS) as ToolName[];
  if (names.every((name) => existsSync(join(folderOf(name), executable(name)))) || (await hasGo()))
    return undefined;
  return "install Go 1.26 or newer (https://go.dev/dl)";
}

/** Builds a tool once and keeps it in the user's cache; returns the folder that holds it. */
export async function buildTool(name: ToolName): Promise<string> {
  const folder = folderOf(name);
  if (existsSync(join(folder, executable(name)))) return folder;
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await run("go", ["install", "-trimpath", TOOLS[name]], {
      env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOMAXPROCS: "2", GOBIN: unfinished },
    });
    // Beside the final folder, then renamed: a folder that exists is complete. Another run may have been faster.
    await rename(unfinished, folder).catch(() => undefined);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}
