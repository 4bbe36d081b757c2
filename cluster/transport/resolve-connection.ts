import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { isObject } from "../../engine/json";
import type { Kubeconfig } from "../kubeconfig/kubeconfig";
import { type NamedEntry, parseKubeconfig } from "../kubeconfig/parse-kubeconfig";
import { clusterError } from "../problem";
import type { ConnectionPlan, DirectConnection, Impersonation } from "./connection";

/** A named entry with the file that defines it: relative paths start there. */
interface Entry {
  readonly value: Readonly<Record<string, unknown>>;
  readonly file: string;
}

/**
 * Works out how a context is reached. Certificates and tokens are used directly; whatever runs a program or refreshes
 * a token (`exec`, `auth-provider`) and proxies that speak SOCKS are left to `kubectl`.
 *
 * @param kubeconfig as `readKubeconfig` gives it; its files are read again, since contexts hold no credential
 * @throws ClusterError `unknown-context`, `unreadable-kubeconfig`
 */
export async function resolveConnection(
  kubeconfig: Pick<Kubeconfig, "files">,
  contextName: string,
): Promise<ConnectionPlan> {
  const contents = await Promise.all(
    kubeconfig.files.map(async (file) => {
      const parsed = parseKubeconfig(await read(file));
      if ("problem" in parsed) throw clusterError("unreadable-kubeconfig", `${file}${parsed.problem}`);
      return { file, content: parsed.content };
    }),
  );
  const find = (list: "clusters" | "users" | "contexts", name: string): Entry | undefined => {
    for (const { file, content } of contents) {
      const entry = content[list].find((each: NamedEntry) => each.name === name);
      if (entry) return { value: entry.value, file };
    }
    return undefined;
  };
  const context = find("contexts", contextName);
  if (!context)
    throw clusterError("unknown-context", `the kubeconfig has no context ${JSON.stringify(contextName)}`);
  const cluster = find("clusters", textOf(context.value.cluster) ?? "");
  const server = textOf(cluster?.value.server);
  if (!cluster || server === undefined || !URL.canParse(server))
    throw clusterError("unreadable-kubeconfig", `the context ${JSON.stringify(contextName)} names no server`);
  const user = find("users", textOf(context.value.user) ?? "") ?? { value: {}, file: context.file };
  return planOf(server, cluster, user);
}

async function planOf(server: string, cluster: Entry, user: Entry): Promise<ConnectionPlan> {
  if (isObject(user.value.exec))
    return { kind: "kubectl", because: "a credential plug-in fetches the login", plugin: true };
  if (isObject(user.value["auth-provider"]))
    return { kind: "kubectl", because: "an auth provider refreshes the login", plugin: true };
  const proxyUrl = textOf(cluster.value["proxy-url"]);
  if (proxyUrl !== undefined && !/^https?:\/\//i.test(proxyUrl))
    return { kind: "kubectl", because: "the proxy of this cluster speaks no HTTP", plugin: false };
  const ca = await pem(cluster, "certificate-authority");
  const cert = await pem(user, "client-certificate");
  const key = await pem(user, "client-key");
  const serverName = textOf(cluster.value["tls-server-name"]);
  const impersonate = impersonationOf(user.value);
  const connection: DirectConnection = {
    server,
    tls: {
      ...(ca === undefined ? {} : { ca }),
      ...(cert === undefined ? {} : { cert }),
      ...(key === undefined ? {} : { key }),
      ...(serverName === undefined ? {} : { serverName }),
      ...(String(cluster.value["insecure-skip-tls-verify"]) === "true" ? { insecure: true as const } : {}),
    },
    login: loginOf(user),
    ...(impersonate ? { impersonate } : {}),
    ...(proxyUrl === undefined ? {} : { proxyUrl }),
  };
  return { kind: "direct", connection };
}

function loginOf({ value, file }: Entry): DirectConnection["login"] {
  // client-go lets the file win, since it is the one that is rotated.
  const path = textOf(value.tokenFile);
  if (path !== undefined) return { kind: "token-file", path: resolve(dirname(file), path) };
  const token = textOf(value.token);
  if (token !== undefined) return { kind: "token", token };
  const username = textOf(value.username);
  if (username !== undefined) return { kind: "password", username, password: textOf(value.password) ?? "" };
  return { kind: "none" };
}

/** A PEM text, inline (base64) before the file of that name. */
async function pem({ value, file }: Entry, name: string): Promise<string | undefined> {
  const inline = textOf(value[`${name}-data`]);
  if (inline !== undefined) return Buffer.from(inline, "base64").toString("utf8");
  const path = textOf(value[name]);
  return path === undefined ? undefined : await read(resolve(dirname(file), path));
}

function impersonationOf(user: Readonly<Record<string, unknown>>): Impersonation | undefined {
  const name = textOf(user.as);
  if (name === undefined) return undefined;
  const uid = textOf(user["as-uid"]);
  const extra = isObject(user["as-user-extra"]) ? user["as-user-extra"] : undefined;
  return {
    user: name,
    groups: textsOf(user["as-groups"]),
    ...(uid === undefined ? {} : { uid }),
    ...(extra
      ? { extra: Object.fromEntries(Object.entries(extra).map(([key, list]) => [key, textsOf(list)])) }
      : {}),
  };
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw clusterError("unreadable-kubeconfig", `${path} cannot be read: ${code ?? "no reason given"}`);
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string" && each !== "") : [];
}
