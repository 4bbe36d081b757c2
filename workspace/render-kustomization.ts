import { join, posix } from "node:path";
import { isObject, type JsonObject, type JsonValue } from "../engine/json";
import { listAt, mapsAt, stringAt, stringsAt } from "../engine/kubernetes/fields";
import { isRemote, KUSTOMIZATION_NAMES } from "./kustomization-entries";
import { readYaml } from "./read-yaml";
import { describeFailure, type RenderContext, type RenderResult } from "./render";
import { runTool } from "./run-tool";
import { SandboxError } from "./sandbox";

/** The fields of a kustomization that are rendered. All others are refused: they may run programs or fetch something. */
const FIELDS: ReadonlySet<string> = new Set([
  "apiVersion",
  "kind",
  "metadata",
  "resources",
  "bases",
  "components",
  "crds",
  "namespace",
  "namePrefix",
  "nameSuffix",
  "labels",
  "commonLabels",
  "commonAnnotations",
  "images",
  "replicas",
  "patches",
  "patchesStrategicMerge",
  "patchesJson6902",
  "replacements",
  "vars",
  "configMapGenerator",
  "secretGenerator",
  "generatorOptions",
  "configurations",
  "openapi",
  "sortOptions",
  "buildMetadata",
]);

/** The fields of a generator that are rendered; old versions of kustomize ran what stands under `commands`. */
const GENERATOR_FIELDS: ReadonlySet<string> = new Set([
  "name",
  "namespace",
  "behavior",
  "type",
  "literals",
  "files",
  "envs",
  "env",
  "options",
]);

/** How deep kustomizations may lie in each other. */
const MAX_DEPTH = 100;

/** Renders a kustomization with `kustomize`, else with `kubectl kustomize`. */
export async function renderKustomization(context: RenderContext): Promise<RenderResult> {
  const { sandbox, folder, environment, limits, signal } = context;
  const kustomize = await context.find("kustomize");
  const kubectl = kustomize === undefined ? await context.find("kubectl") : undefined;
  const program = kustomize ?? kubectl;
  if (program === undefined) return { failure: "neither kustomize nor kubectl is installed" };
  const secrets: string[] = [];
  await copyKustomization(context, folder, secrets, [], new Set());
  const tool = kustomize ? "kustomize" : "kubectl kustomize";
  const result = await runTool({
    program,
    args: [
      kustomize ? "build" : "kustomize",
      "--load-restrictor=LoadRestrictionsRootOnly",
      sandbox.at(folder),
    ],
    cwd: sandbox.home,
    environment,
    limits,
    signal,
  });
  if ("output" in result) return { text: result.output };
  return { failure: describeFailure(tool, result, sandbox, secrets) };
}

/**
 * Copies a kustomization with all that it refers to. The first one is asked to say where each resource comes from.
 *
 * @throws SandboxError for what is missing, remote, or may run a program
 */
async function copyKustomization(
  context: RenderContext,
  folder: string,
  secrets: string[],
  above: readonly string[],
  done: Set<string>,
): Promise<void> {
  const { sandbox } = context;
  if (above.includes(folder)) throw new SandboxError(`${nameOf(context, folder)} leads back to itself`);
  if (above.length > MAX_DEPTH) throw new SandboxError("its bases lie too deep in each other");
  if (done.has(folder)) return;
  done.add(folder);
  const { file, object } = await readKustomization(context, folder);
  const isFirst = above.length === 0;
  if (isFirst)
    await sandbox.add(
      join(folder, file),
      JSON.stringify({
        ...object,
        buildMetadata: [...new Set([...stringsAt(object, "buildMetadata"), "originAnnotations"])],
      }),
    );
  else await sandbox.add(join(folder, file));
  const name = nameOf(context, join(folder, file));
  for (const field of Object.keys(object))
    if (!FIELDS.has(field))
      throw new SandboxError(`${name} has ${field}, which may run a program or fetch something`);
  for (const entry of filesOf(object, name, secrets)) await copyFile(context, folder, entry);
  const local = (entry: string) => localPath(folder, entry);
  for (const entry of ["resources", "bases", "components"].flatMap((field) => stringsAt(object, field))) {
    const path = local(entry);
    if (await isFolder(context, path))
      await copyKustomization(context, path, secrets, [...above, folder], done);
    else await sandbox.add(path);
  }
}

async function copyFile(context: RenderContext, folder: string, entry: string): Promise<void> {
  await context.sandbox.add(localPath(folder, entry));
}

function localPath(folder: string, entry: string): string {
  if (isRemote(entry) || entry.includes("://")) throw new SandboxError("it refers to something remote");
  if (entry.startsWith("/") || entry.includes("\\"))
    throw new SandboxError("it refers to a file by an absolute path");
  return join(folder, posix.normalize(entry));
}

async function readKustomization(
  { sandbox }: RenderContext,
  folder: string,
): Promise<{ file: string; object: JsonObject }> {
  for (const file of KUSTOMIZATION_NAMES) {
    const data = await sandbox.read(join(folder, file)).catch((error: unknown) => {
      if (error instanceof SandboxError && error.message.endsWith("does not exist")) return undefined;
      throw error;
    });
    if (!data) continue;
    const [document, ...others] = readYaml(data.toString("utf8"));
    const value = document?.value;
    if (others.length > 0 || !isObject(value) || document?.problems.length)
      throw new SandboxError("its kustomization cannot be read");
    return { file, object: value };
  }
  throw new SandboxError("a folder that it refers to holds no kustomization");
}

async function isFolder({ sandbox }: RenderContext, path: string): Promise<boolean> {
  try {
    await sandbox.read(path);
    return false;
  } catch (error) {
    if (error instanceof SandboxError && error.message.endsWith("is no file")) return true;
    if ((error as NodeJS.ErrnoException).code === "EISDIR") return true;
    throw error;
  }
}

/** The files that a kustomization reads beside resources; notes the literals of its Secrets. */
function filesOf(object: JsonObject, name: string, secrets: string[]): string[] {
  const files = [...stringsAt(object, "crds"), ...stringsAt(object, "configurations")];
  for (const field of ["patches", "patchesJson6902", "replacements"])
    files.push(...mapsAt(object, field).flatMap(({ value }) => stringAt(value, "path") ?? []));
  files.push(...stringsAt(object, "patchesStrategicMerge").filter((entry) => !entry.includes("\n")));
  const openapi = stringAt(object, "openapi", "path");
  if (openapi) files.push(openapi);
  for (const list of ["configMapGenerator", "secretGenerator"]) {
    for (const { value } of mapsAt(object, list)) {
      for (const field of Object.keys(value))
        if (!GENERATOR_FIELDS.has(field))
          throw new SandboxError(`${name} has a generator with ${field}, which may run a program`);
      files.push(...stringsAt(value, "envs"), ...[stringAt(value, "env") ?? []].flat());
      files.push(...stringsAt(value, "files").map((entry) => entry.replace(/^[^=]*=/, "")));
      for (const literal of listAt(value, "literals")) secrets.push(...valuesOf(literal));
    }
  }
  return files;
}

function valuesOf(literal: JsonValue): string[] {
  if (typeof literal !== "string") return [];
  return [literal, literal.slice(literal.indexOf("=") + 1)];
}

function nameOf({ sandbox }: RenderContext, path: string): string {
  return path.startsWith(sandbox.root) ? path.slice(sandbox.root.length + 1) || "." : path;
}
