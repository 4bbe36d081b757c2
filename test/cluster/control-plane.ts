import { execFile } from "node:child_process";
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ApiResponse, createApiClient, type Identity } from "./api-client";
import { type AuditEvent, auditEventsUntil, defaultAuditPolicy } from "./audit";
import { type ControlPlaneBinary, controlPlaneBinaries } from "./build-control-plane.mjs";
import { type Certificate, createAuthority } from "./certificates";
import { rolesInForce } from "./in-force";
import {
  type ExecPlugin,
  type KubeconfigContents,
  writeExecPlugin,
  writeKubeconfigFile,
} from "./kubeconfigs";
import { apiServerFlags, controllerManagerFlags, etcdFlags } from "./server-flags";
import { freePorts, type ServerProcess, startServer } from "./server-process";
import { signServiceAccountToken } from "./service-account-token";
import { listens, until } from "./wait";

/** A user known by a bearer token. */
export interface ClusterUser {
  readonly name: string;
  readonly groups?: readonly string[];
}

/** How the control plane is started. */
export interface ControlPlaneOptions {
  /**
   * Default true. Without it nothing aggregates ClusterRoles, makes service accounts or runs Deployments; the
   * ServiceAccount admission plug-in is switched off then, so that Pods can still be created.
   */
  readonly controllerManager?: boolean;
  /** True logs every answered request without bodies; an object is the audit policy to use. */
  readonly audit?: boolean | object;
  /** Users with tokens besides `admin` (group system:masters); ask `token(name)`. */
  readonly users?: readonly ClusterUser[];
  /** More flags for kube-apiserver, as `--name=value`. */
  readonly apiServerFlags?: readonly string[];
}

/** How kubectl is run. */
export interface KubectlOptions {
  /** Default: the administrator's. */
  readonly kubeconfig?: string;
  readonly stdin?: string;
}

/** What kubectl said. */
export interface KubectlResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running etcd, kube-apiserver and kube-controller-manager. */
export interface ControlPlane {
  /** `https://127.0.0.1:<port>` */
  readonly server: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly authority: string;
  /** Its own temporary folder with a log of each server (`kube-apiserver.log`), removed by `stop`. Tests may write here. */
  readonly folder: string;
  /** Kubeconfig of the administrator (token, group system:masters). */
  readonly adminKubeconfig: string;
  /** Paths of the binaries in use. */
  readonly binaries: Readonly<Partial<Record<ControlPlaneBinary, string>>>;
  /**
   * One request. The method `PATCH` sends a JSON merge patch, `APPLY` a server-side apply (whose path needs
   * `?fieldManager=NAME`).
   * @param path with its query; @param identity default: the administrator
   */
  request(method: string, path: string, body?: unknown, identity?: Identity): Promise<ApiResponse>;
  /** Runs the real kubectl, with its own empty home; a non-zero status is a result, not an exception. */
  kubectl(args: readonly string[], options?: KubectlOptions): Promise<KubectlResult>;
  /** Applies objects of any kinds as the administrator; roles and bindings are in force then. @throws with kubectl's words */
  apply(objects: readonly object[]): Promise<void>;
  /** Creates a namespace and waits until pods can be created in it. */
  createNamespace(name: string, labels?: Readonly<Record<string, string>>): Promise<void>;
  /** The bearer token of `admin` or of a user named in the options. */
  token(user: string): string;
  /** A client certificate for any user and groups; no RBAC is granted by it. */
  certificateFor(user: string, groups?: readonly string[], notAfter?: Date): Certificate;
  /** A kubeconfig with a client certificate for any user and groups; returns its path. */
  kubeconfigFor(user: string, groups?: readonly string[]): Promise<string>;
  /** A kubeconfig whose user gets the token from an exec plug-in; `calls` tells whether it ran. */
  execPluginKubeconfig(token: string): Promise<ExecPlugin & { readonly kubeconfig: string }>;
  /** A kubeconfig with a service account token that expired an hour ago: the server answers 401. */
  expiredTokenKubeconfig(): Promise<string>;
  /** A kubeconfig with a client certificate that expired an hour ago: the server answers 401. */
  expiredCertificateKubeconfig(): Promise<string>;
  /** Any other kubeconfig of one context; returns its path. */
  writeKubeconfig(name: string, contents: KubeconfigContents): Promise<string>;
  /** A bearer token of a service account that exists, by the TokenRequest API. */
  serviceAccountToken(namespace: string, name: string): Promise<string>;
  /** The audit log so far. @throws if the option `audit` is not set */
  auditEvents(): Promise<AuditEvent[]>;
  /** Ends every process, the API server before etcd (the other way round it hangs), and removes the folder. */
  stop(): Promise<void>;
}

/** A generous limit in milliseconds for `beforeAll(…)`: the first run may build Kubernetes. */
export const controlPlaneTimeout = 20 * 60_000;

/** The binaries that every test needs; the controller manager only if it is asked for. */
const coreBinaries = ["kube-apiserver", "etcd", "kubectl"] as const;
const hour = 3_600_000;
const startAttempts = 3;

interface Settings {
  readonly options: ControlPlaneOptions;
  readonly folder: string;
  readonly binaries: Record<ControlPlaneBinary, string>;
  readonly authority: ReturnType<typeof createAuthority>;
  readonly serviceAccountKey: KeyObject;
  readonly tokens: ReadonlyMap<string, string>;
}

interface Started {
  readonly server: string;
  /** In the order in which they must stop. */
  readonly processes: ServerProcess[];
}

/**
 * Starts a control plane of its own on free loopback ports in a temporary folder; about three seconds once the
 * binaries are cached. Always call `stop` in `afterAll`; processes that are left end with the test process.
 * @throws if the binaries are missing and cannot be built (ask `controlPlaneMissing` of
 * `build-control-plane.mjs` first to skip instead), or if a server does not become ready (with its log's end)
 */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const needed: readonly ControlPlaneBinary[] =
    options.controllerManager === false ? coreBinaries : [...coreBinaries, "kube-controller-manager"];
  const binaries = await controlPlaneBinaries({ needed, report: (line) => console.info(line) });
  const folder = await mkdtemp(join(tmpdir(), "control-plane-"));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", removeFolder);
  const users = [{ name: "admin", groups: ["system:masters"] }, ...(options.users ?? [])];
  const settings: Settings = {
    options,
    folder,
    binaries,
    authority: createAuthority(),
    serviceAccountKey: generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
    tokens: new Map(users.map(({ name }) => [name, `token-of-${name}`])),
  };
  await writeServerFiles(settings, users);
  const started = await startWithRetries(settings);
  return controlPlane(settings, started, () => {
    process.removeListener("exit", removeFolder);
    removeFolder();
  });
}

async function writeServerFiles(settings: Settings, users: readonly ClusterUser[]): Promise<void> {
  const { folder, options, authority, serviceAccountKey, tokens } = settings;
  const serving = authority.issue({
    commonName: "kube-apiserver",
    hosts: ["127.0.0.1", "localhost", "kubernetes.default.svc"],
  });
  const tokenLines = users.map(
    ({ name, groups = [] }) => `${tokens.get(name)},${name},uid-of-${name},"${groups.join(",")}"\n`,
  );
  const policy = typeof options.audit === "object" ? options.audit : defaultAuditPolicy;
  const files: Readonly<Record<string, string>> = {
    "authority.crt": authority.cert,
    "server.crt": serving.cert,
    "server.key": serving.key,
    "service-account.pub": createPublicKey(serviceAccountKey)
      .export({ type: "spki", format: "pem" })
      .toString(),
    "service-account.key": serviceAccountKey.export({ type: "pkcs8", format: "pem" }).toString(),
    "tokens.csv": tokenLines.join(""),
    "audit-policy.json": JSON.stringify(policy),
  };
  await mkdir(join(folder, "home"));
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o600 })),
  );
}

/** A port can be taken between the moment it is chosen and the moment a server listens on it. */
async function startWithRetries(settings: Settings): Promise<Started> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServers(settings, attempt);
    } catch (error) {
      const isTaken = error instanceof Error && error.message.includes("address already in use");
      if (!isTaken || attempt === startAttempts) {
        rmSync(settings.folder, { recursive: true, force: true });
        throw error;
      }
    }
  }
}

async function startServers(settings: Settings, attempt: number): Promise<Started> {
  const { folder, binaries, options } = settings;
  const [etcdPort = 0, peerPort = 0, apiPort = 0] = await freePorts(3);
  const server = `https://127.0.0.1:${apiPort}`;
  const processes: ServerProcess[] = [];
  const launch = (name: ControlPlaneBinary, args: readonly string[]): ServerProcess => {
    const launched = startServer(name, binaries[name], args, join(folder, `${name}.log`));
    processes.unshift(launched);
    return launched;
  };
  try {
    const etcd = launch("etcd", etcdFlags(join(folder, `etcd-${attempt}`), etcdPort, peerPort));
    await Promise.race([etcd.failed, listens(etcdPort)]);
    const api = launch("kube-apiserver", [
      ...apiServerFlags({
        folder,
        etcdPort,
        apiPort,
        audit: Boolean(options.audit),
        controllerManager: options.controllerManager !== false,
      }),
      ...(options.apiServerFlags ?? []),
    ]);
    await Promise.race([api.failed, answers(settings, server, "/readyz", () => true)]);
    if (options.controllerManager !== false) {
      const kubeconfig = await writeAdminKubeconfig(settings, server);
      const manager = launch("kube-controller-manager", controllerManagerFlags(folder, kubeconfig));
      await Promise.race([manager.failed, controllersWork(settings, server)]);
    }
    return { server, processes };
  } catch (error) {
    await stopInOrder(processes);
    throw error;
  }
}

async function answers(
  { authority, tokens }: Settings,
  server: string,
  path: string,
  accept: (body: ApiResponse["body"]) => boolean,
): Promise<void> {
  const client = createApiClient(server, authority.cert);
  try {
    await until(`GET ${path}`, async () => {
      const answer = await client
        .request("GET", path, undefined, tokens.get("admin") ?? "")
        .catch(() => undefined);
      return answer?.status === 200 && accept(answer.body);
    });
  } finally {
    client.close();
  }
}

/** The controllers that tests rely on have done their first work. */
async function controllersWork(settings: Settings, server: string): Promise<void> {
  await Promise.all([
    answers(settings, server, "/api/v1/namespaces/default/serviceaccounts/default", () => true),
    ...["admin", "edit", "view"].map((role) =>
      answers(
        settings,
        server,
        `/apis/rbac.authorization.k8s.io/v1/clusterroles/${role}`,
        (body) => (body.rules ?? []).length > 0,
      ),
    ),
  ]);
}

function writeAdminKubeconfig({ folder, authority, tokens }: Settings, server: string): Promise<string> {
  return writeKubeconfigFile(join(folder, "kubeconfigs"), "admin", {
    user: { token: tokens.get("admin") },
    server,
    authority: authority.cert,
  });
}

function isRbac(object: object): boolean {
  return "apiVersion" in object && String(object.apiVersion).startsWith("rbac.authorization.k8s.io/");
}

/** The first of the list first: the API server hangs if its etcd goes before it. */
async function stopInOrder(processes: readonly ServerProcess[]): Promise<void> {
  for (const each of processes) {
    await each.stop();
  }
}

async function controlPlane(
  settings: Settings,
  { server, processes }: Started,
  removeFolder: () => void,
): Promise<ControlPlane> {
  const { folder, binaries, options, authority, tokens } = settings;
  const client = createApiClient(server, authority.cert);
  const adminKubeconfig = await writeAdminKubeconfig(settings, server);

  const token = (user: string): string => {
    const known = tokens.get(user);
    if (known === undefined) {
      throw new Error(`${user} has no token: name the user in the options of startControlPlane`);
    }
    return known;
  };
  const request: ControlPlane["request"] = (method, path, body, identity = token("admin")) =>
    client.request(method, path, body, identity);
  const writeKubeconfig: ControlPlane["writeKubeconfig"] = (name, contents) =>
    writeKubeconfigFile(join(folder, "kubeconfigs"), name, {
      server,
      authority: authority.cert,
      ...contents,
    });
  const certificateFor: ControlPlane["certificateFor"] = (user, groups = [], notAfter) => {
    // An expired certificate must have begun before it ended.
    const validity = notAfter && { notBefore: new Date(notAfter.getTime() - hour), notAfter };
    return authority.issue({ commonName: user, organisations: groups, ...validity });
  };
  const certificateKubeconfig = (name: string, { cert, key }: Certificate): Promise<string> =>
    writeKubeconfig(name, {
      user: {
        "client-certificate-data": Buffer.from(cert).toString("base64"),
        "client-key-data": Buffer.from(key).toString("base64"),
      },
    });
  const kubectl: ControlPlane["kubectl"] = (args, { kubeconfig = adminKubeconfig, stdin } = {}) =>
    new Promise((resolve, reject) => {
      const env = { PATH: process.env.PATH, HOME: join(folder, "home"), KUBECONFIG: kubeconfig };
      const child = execFile(
        binaries.kubectl,
        [...args],
        { env, maxBuffer: 1 << 28 },
        (error, stdout, stderr) => {
          if (error !== null && typeof error.code !== "number") {
            reject(error);
          } else {
            resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
          }
        },
      );
      // kubectl that refuses its flags is gone before it has read its input.
      child.stdin?.on("error", () => undefined);
      child.stdin?.end(stdin ?? "");
    });

  return {
    server,
    authority: authority.cert,
    folder,
    adminKubeconfig,
    binaries,
    request,
    kubectl,
    token,
    certificateFor,
    writeKubeconfig,
    apply: async (objects) => {
      const list = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
      const { code, stderr } = await kubectl(["apply", "--server-side", "--filename=-"], { stdin: list });
      if (code !== 0) {
        throw new Error(`kubectl apply failed (${code}): ${stderr}`);
      }
      if (objects.some(isRbac)) await rolesInForce(request);
    },
    createNamespace: async (name, labels = {}) => {
      const created = await request("POST", "/api/v1/namespaces", {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name, labels },
      });
      if (created.status !== 201) {
        throw new Error(`namespace ${name} was not created: ${JSON.stringify(created.body)}`);
      }
      if (options.controllerManager !== false) {
        await answers(settings, server, `/api/v1/namespaces/${name}/serviceaccounts/default`, () => true);
      }
    },
    kubeconfigFor: (user, groups) =>
      certificateKubeconfig(user.replace(/[^A-Za-z0-9.-]/g, "-"), certificateFor(user, groups)),
    execPluginKubeconfig: async (pluginToken) => {
      const plugin = await writeExecPlugin(await mkdtemp(join(folder, "exec-plugin-")), pluginToken);
      return { ...plugin, kubeconfig: await writeKubeconfig("exec-plugin", { user: plugin.user }) };
    },
    expiredTokenKubeconfig: () => {
      const expired = signServiceAccountToken(settings.serviceAccountKey, {
        namespace: "default",
        name: "default",
        uid: "00000000-0000-0000-0000-000000000000",
        expires: new Date(Date.now() - hour),
      });
      return writeKubeconfig("expired-token", { user: { token: expired } });
    },
    expiredCertificateKubeconfig: () =>
      certificateKubeconfig(
        "expired-certificate",
        certificateFor("expired", ["system:masters"], new Date(Date.now() - hour)),
      ),
    serviceAccountToken: async (namespace, name) => {
      const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
      const answer = await request("POST", path, {
        apiVersion: "authentication.k8s.io/v1",
        kind: "TokenRequest",
        spec: {},
      });
      if (answer.status !== 201) {
        throw new Error(`no token for service account ${namespace}/${name}: ${JSON.stringify(answer.body)}`);
      }
      return String(answer.body.status.token);
    },
    auditEvents: () => {
      if (!options.audit) {
        throw new Error("the control plane was started without the option audit");
      }
      return auditEventsUntil(join(folder, "audit.log"), (path) => request("GET", path));
    },
    stop: async () => {
      client.close();
      await stopInOrder(processes);
      removeFolder();
    },
  };
}
