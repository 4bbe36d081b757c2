import { readFile, stat } from "node:fs/promises";
import { isObject } from "../../engine/json";
import { isContextName } from "../names";
import type { KubeContext, Kubeconfig, LoginKind } from "./kubeconfig";
import type { KubeconfigFiles } from "./kubeconfig-files";
import { type KubeconfigContent, parseKubeconfig } from "./parse-kubeconfig";

/** No kubeconfig is larger: more is something else that was named by mistake. */
const MAX_BYTES = 4 * 1024 * 1024;

interface ReadFile {
  readonly path: string;
  readonly content: KubeconfigContent;
}

/**
 * Reads and merges kubeconfig files as kubectl does: missing files are skipped, the first definition of a name wins,
 * and so does the first `current-context`. Never throws: what cannot be read is in `problems`.
 */
export async function readKubeconfig({ paths, refused }: KubeconfigFiles): Promise<Kubeconfig> {
  const problems = refused.map((path) => `${path}: a relative path is not read; write it from the root`);
  const files: ReadFile[] = [];
  for (const path of paths) {
    const read = await readOne(path);
    if (read === undefined) continue;
    if ("content" in read) files.push({ path, content: read.content });
    else problems.push(`${path}${read.problem}`);
  }
  return {
    files: files.map(({ path }) => path),
    currentContext: files.map(({ content }) => content.currentContext).find((name) => name !== ""),
    ...mergeContexts(files, problems),
  };
}

type Outcome = { readonly content: KubeconfigContent } | { readonly problem: string };

async function readOne(path: string): Promise<Outcome | undefined> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) return { problem: `: too large for a kubeconfig (${size} bytes)` };
    return parseKubeconfig(await readFile(path, "utf8"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? undefined : { problem: `: ${code ?? "cannot be read"}` };
  }
}

function mergeContexts(
  files: readonly ReadFile[],
  problems: string[],
): Pick<Kubeconfig, "contexts" | "problems"> {
  const clusters = firstByName(files, "clusters");
  const users = firstByName(files, "users");
  const contexts: KubeContext[] = [];
  for (const [name, { value, file }] of firstByName(files, "contexts")) {
    if (!isContextName(name)) {
      problems.push(`${file}: a context is left out: its name holds control characters or is too long`);
      continue;
    }
    const cluster = textOf(value.cluster) ?? "";
    const user = textOf(value.user) ?? "";
    const server = textOf(clusters.get(cluster)?.value.server);
    contexts.push({
      name,
      cluster,
      user,
      namespace: textOf(value.namespace) ?? "default",
      ...(server === undefined ? {} : { server }),
      login: loginKind(users.get(user)?.value),
      file,
    });
  }
  return { contexts, problems };
}

interface Named {
  readonly value: Readonly<Record<string, unknown>>;
  readonly file: string;
}

function firstByName(
  files: readonly ReadFile[],
  list: "clusters" | "users" | "contexts",
): Map<string, Named> {
  const found = new Map<string, Named>();
  for (const { path, content } of files) {
    for (const { name, value } of content[list]) {
      if (!found.has(name)) found.set(name, { value, file: path });
    }
  }
  return found;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function loginKind(user: Readonly<Record<string, unknown>> | undefined): LoginKind {
  if (!user) return "none";
  if (isObject(user.exec)) return "exec";
  if (isObject(user["auth-provider"])) return "auth-provider";
  if (textOf(user.token) ?? textOf(user.tokenFile)) return "token";
  if (textOf(user["client-certificate-data"]) ?? textOf(user["client-certificate"])) return "certificate";
  return textOf(user.username) ? "password" : "none";
}
