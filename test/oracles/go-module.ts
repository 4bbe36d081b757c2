import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { promisify } from "node:util";
import { hasGo } from "./go-binary.mjs";

const run = promisify(execFile);

/** A module of Go at a version, with the hash of its content as `go.sum` would hold it. */
export interface GoModule {
  readonly module: string;
  readonly version: string;
  readonly sum: string;
}

/** What has to be installed so that modules can be read; `undefined` if nothing is missing. */
export async function goMissing(): Promise<string | undefined> {
  return (await hasGo()) ? undefined : "Go is missing: install Go 1.26 or newer (https://go.dev/dl)";
}

/**
 * The folder that holds a module's files, in Go's own cache.
 *
 * @throws where it cannot be downloaded, or is not what the hash says
 */
export async function goModuleFolder({ module, version, sum }: GoModule): Promise<string> {
  const { stdout } = await run("go", ["mod", "download", "-json", `${module}@${version}`], {
    // Outside of every module: nothing is added to a go.mod.
    cwd: tmpdir(),
    encoding: "utf8",
  });
  const { Dir: folder, Sum: found } = JSON.parse(stdout) as { Dir: string; Sum: string };
  if (found !== sum) throw new Error(`${module}@${version} is ${found}, but ${sum} was expected`);
  return folder;
}
