import { relative, sep } from "node:path";
import { readManifestFile } from "../engine/analyze-file";
import type { JsonObject } from "../engine/json";
import { mapsAt, stringAt } from "../engine/kubernetes/fields";
import { parseImageReference } from "../engine/kubernetes/image-reference";
import { podTemplatesOf } from "../engine/kubernetes/pod-template";
import { findFiles } from "./find-files";
import { readManifest } from "./read-file";

/** What a folder holds, as far as a first configuration wants to know. */
export interface Survey {
  /** Environments by name with the folders that look like theirs, relative, forward slashes. */
  readonly environments: readonly { readonly name: string; readonly paths: readonly string[] }[];
  /** Registries that images come from, sorted. */
  readonly registries: readonly string[];
  /** Hosts of Ingresses, sorted. */
  readonly hosts: readonly string[];
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
  const hosts = new Set<string>();
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
      if (resource.kind === "Ingress") for (const host of ingressHosts(resource.object)) hosts.add(host);
    }
  }
  return {
    environments: [...environments].sort().map(([name, paths]) => ({ name, paths: [...paths].sort() })),
    registries: [...registries].sort(),
    hosts: [...hosts].sort(),
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

function ingressHosts(ingress: JsonObject): string[] {
  return mapsAt(ingress, "spec", "rules").flatMap(({ value }) => stringAt(value, "host") ?? []);
}
