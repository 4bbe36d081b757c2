import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { relative, sep } from "node:path";
import { promisify } from "node:util";
import { createPolicy } from "../../../engine/policy/policy";
import { findFiles } from "../../../workspace/find-files";
import { scan } from "../../../workspace/scan";

const run = promisify(execFile);

/** A finding as the budget counts it: what is found where. */
export interface Found {
  readonly rule: string;
  readonly severity: string;
  readonly resource: string;
  readonly message: string;
}

/**
 * Fetches a pinned module of the Go module proxy into the module cache, where its checksum is verified, and returns its
 * folder. Nothing of it is built or run.
 */
export async function fetchModule(module: string, version: string): Promise<string> {
  const { stdout } = await run("go", ["mod", "download", "-json", `${module}@${version}`], {
    cwd: tmpdir(),
    env: { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" },
    maxBuffer: 1 << 24,
  });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

/** Scans paths of a folder by the profile that is on by default, and returns what is found. */
export async function scanFolder(folder: string, paths: readonly string[]): Promise<Found[]> {
  const { files } = await findFiles(paths, { cwd: folder });
  const policy = createPolicy({});
  const result = await scan({
    files: files.map(({ path, explicit }) => ({
      path,
      name: relative(folder, path).split(sep).join("/"),
      explicit,
      reported: true,
    })),
    policyFor: () => policy,
    cross: true,
  });
  return result.files.flatMap(({ judged }) =>
    judged.findings.map(({ finding }) => ({
      rule: finding.rule,
      severity: finding.severity,
      resource: `${finding.resource.kind}/${finding.resource.name ?? "?"}`,
      message: finding.message,
    })),
  );
}
