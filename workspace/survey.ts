import { relative, sep } from "node:path";
import { readManifestFile } from "../engine/analyze-file";
import { parseImageReference } from "../engine/kubernetes/image-reference";
import { podTemplatesOf } from "../engine/kubernetes/pod-template";
import { groupKind } from "../engine/kubernetes/resource";
import { type ExposedPaths, exposedPaths } from "../engine/policy/ingress-inventory";
import { EXPOSING_KINDS, type ExposedHost, exposedHosts } from "../engine/rules/edge/exposed-hosts";
import { findFiles } from "./find-files";
import { readManifest } from "./read-file";

/** What a folder holds, as far as a first configuration wants to know. */
export interface Survey {
  /** Environments by name with the folders that look like theirs, relative, forward slashes. */
  readonly environments: readonly { readonly name: string; readonly paths: readonly string[] }[];
  /** Registries that images come from, sorted. */
  readonly registries: readonly string[];
  /** Hosts and paths at the edge. */
  readonly exposed: ExposedPaths;
}

/** Names of folders that hold environments, and the environment they mean. */
const ENVIRONMENT_FOLDERS: Readonly<Record<string, string>> = {
  prod: "prod",
  production: "prod",
  live: "prod",
  staging: "staging",
  stage: "staging",
  dev: "dev",
  development: "dev",
  test: "dev",
};

/** Looks through the manifests below a folder. Unreadable files are passed over. */
export async function surveyWorkspace(cwd: string): Promise<Survey> {
  const { files } = await findFiles(["."], { cwd });
  const environments = new Map<string, Set<string>>();
  const registries = new Set<string>();
  const exposed: ExposedHost[] = [];
  for (const { path } of files) {
    const name = relative(cwd, path).split(sep).join("/");
    const result = await readManifest(path);
    if (!("text" in result)) continue;
    const resources = readManifestFile(name, result.text).documents.flatMap((document) => document.resources);
    if (resources.length > 0) noteEnvironment(name, environments);
    for (const resource of resources) {
      for (const { image } of podTemplatesOf(resource).flatMap(({ containers }) => containers)) {
        const registry = image === undefined ? undefined : parseImageReference(image)?.registry;
        if (registry) registries.add(registry);
      }
      if (EXPOSING_KINDS.includes(groupKind(resource))) exposed.push(...exposedHosts(resource));
    }
  }
  return {
    environments: [...environments].sort().map(([name, paths]) => ({ name, paths: [...paths].sort() })),
    registries: [...registries].sort(),
    exposed: exposedPaths(exposed),
  };
}

function noteEnvironment(name: string, environments: Map<string, Set<string>>): void {
  const folders = name.split("/").slice(0, -1);
  const at = folders.findIndex((folder) => Object.hasOwn(ENVIRONMENT_FOLDERS, folder));
  const environment = ENVIRONMENT_FOLDERS[folders[at] ?? ""];
  if (environment === undefined) return;
  const paths = environments.get(environment) ?? new Set();
  paths.add(`${folders.slice(0, at + 1).join("/")}/**`);
  environments.set(environment, paths);
}
