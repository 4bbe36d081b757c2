import { type ManifestFile, readManifestFile } from "../engine/analyze-file";
import { createEnvironments, type Environments } from "./environments";
import { findBelow } from "./find-below";
import type { Policies } from "./policies";
import { readManifest } from "./read-file";

/**
 * Reads every manifest below a folder and tells which belong to which environment.
 *
 * @param load loads the policies of the files that are found
 * @param nameOf how files are called
 */
export async function readEnvironments(
  cwd: string,
  load: (paths: readonly string[]) => Promise<Policies>,
  nameOf: (path: string) => string,
): Promise<Environments> {
  const { files: found } = await findBelow(cwd, { cwd });
  const policies = await load(found.map(({ path }) => path));
  const files: ManifestFile[] = [];
  const pathOf = new Map<string, string>();
  for (const { path } of found) {
    const result = await readManifest(path);
    if (!("text" in result)) continue;
    const name = nameOf(path);
    pathOf.set(name, path);
    files.push(readManifestFile(name, result.text));
  }
  return createEnvironments({
    files,
    environmentOf: (name) => policies.environmentOf(pathOf.get(name) ?? name),
    policyOf: (name) => policies.policyOf(pathOf.get(name) ?? name),
    fallback: policies.fallback,
    waivers: policies.waivers,
  });
}
