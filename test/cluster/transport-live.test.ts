import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { chmod, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readKubeconfig } from "../../cluster";
import { listObjects } from "../../cluster/listing/list-objects";
import { type ClusterApi, createClusterApi } from "../../cluster/transport/cluster-api";
import { openKubectlProxyTransport } from "../../cluster/transport/kubectl-proxy-transport";
import { openTransport, type TransportOptions } from "../../cluster/transport/open-transport";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";

const WHO = { kind: "SelfSubjectReview", spec: {} } as const;

describe.skipIf(skipped("transport", await controlPlaneMissing()))("the transport", () => {
  let plane: ControlPlane;
  const opened: ClusterApi[] = [];

  async function open(kubeconfig: string, more: Partial<TransportOptions> = {}): Promise<ClusterApi> {
    const config = await readKubeconfig({ paths: [kubeconfig], refused: [] });
    const api = createClusterApi(
      await openTransport({
        kubeconfig: config,
        context: config.currentContext ?? "",
        kubectl: plane.binaries.kubectl,
        environment: { PATH: process.env.PATH, HOME: plane.folder, HTTPS_PROXY: "http://127.0.0.1:1" },
        ...more,
      }),
      { reviews: { inFlight: 8 } },
    );
    opened.push(api);
    return api;
  }

  const userOf = async (api: ClusterApi) =>
    ((await api.action().review(WHO)).userInfo as { username: string }).username;

  beforeAll(async () => {
    plane = await startControlPlane({
      audit: true,
      controllerManager: false,
      users: [{ name: "ada", groups: ["developers"] }],
    });
  }, controlPlaneTimeout);
  afterEach(() => {
    for (const api of opened.splice(0)) api.close();
  });
  afterAll(async () => {
    await plane?.stop();
  });

  test("uses tokens and certificates directly", async () => {
    const token = await open(plane.adminKubeconfig, { kubectl: undefined });
    expect(token.route).toBe("direct");
    expect(await userOf(token)).toBe("admin");
    const certificate = await open(await plane.kubeconfigFor("grace", ["builders"]), { kubectl: undefined });
    expect(await userOf(certificate)).toBe("grace");
  });

  test("acts as whom the kubeconfig says, with several groups", async () => {
    const api = await open(
      await plane.writeKubeconfig("acting", {
        user: { token: plane.token("admin"), as: "linus", "as-groups": ["a", "b"] },
      }),
    );
    expect(await api.action().review(WHO)).toMatchObject({
      userInfo: { username: "linus", groups: ["a", "b", "system:authenticated"] },
    });
  });

  test("tells an expired login, a forbidden list and a missing object apart", async () => {
    for (const kubeconfig of [
      await plane.expiredTokenKubeconfig(),
      await plane.expiredCertificateKubeconfig(),
    ])
      await expect((await open(kubeconfig)).read({ path: "/version" })).rejects.toMatchObject({
        problem: { kind: "login-expired" },
      });
    const ada = await open(await plane.writeKubeconfig("ada", { user: { token: plane.token("ada") } }));
    await expect(listObjects(ada, "/api/v1/namespaces")).rejects.toMatchObject({
      problem: { kind: "forbidden", message: expect.stringContaining('User "ada" cannot list') },
    });
    const admin = await open(plane.adminKubeconfig);
    await expect(admin.read({ path: "/api/v1/namespaces/nowhere" })).rejects.toMatchObject({
      problem: { kind: "not-found" },
    });
    await expect(listObjects(admin, "/apis/example.com/v1/widgets")).rejects.toMatchObject({
      problem: { kind: "not-found" },
    });
  });

  test("runs a credential plug-in through one kubectl proxy, on a socket nobody else can enter", async () => {
    const { kubeconfig, calls } = await plane.execPluginKubeconfig(plane.token("ada"));
    const api = await open(kubeconfig);
    expect(api.route).toBe("kubectl proxy");
    expect(existsSync(calls)).toBe(false);
    expect(await Promise.all([userOf(api), userOf(api), userOf(api)])).toEqual(["ada", "ada", "ada"]);
    const [proxy, ...others] = proxies();
    expect(others).toEqual([]);
    const folder = dirname(proxy?.socket ?? "");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(curl(proxy?.socket, "DELETE", "/api/v1/namespaces/default")).toBe("403");
    expect(curl(proxy?.socket, "GET", "/api/v1/namespaces/default/secrets")).toBe("403");
    expect(curl(proxy?.socket, "GET", "/metrics")).toBe("403");
    api.close();
    await expect.poll(proxies).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  test("ends an idle kubectl proxy, and starts another when asked again", async () => {
    const { kubeconfig } = await plane.execPluginKubeconfig(plane.token("ada"));
    const transport = openKubectlProxyTransport(
      {
        kubectl: plane.binaries.kubectl ?? "",
        context: "exec-plugin",
        kubeconfigFiles: [kubeconfig],
        environment: { PATH: process.env.PATH, HOME: plane.folder },
        timeoutMs: 10_000,
      },
      100,
    );
    const api = createClusterApi(transport, { reviews: { inFlight: 2 } });
    opened.push(api);
    expect(await userOf(api)).toBe("ada");
    await expect.poll(proxies).toEqual([]);
    expect(await userOf(api)).toBe("ada");
  });

  test("asks with one kubectl a call where there is no socket", async () => {
    const { kubeconfig } = await plane.execPluginKubeconfig(plane.token("ada"));
    const api = await open(kubeconfig, { withoutSocket: true });
    expect(api.route).toBe("kubectl");
    expect(await userOf(api)).toBe("ada");
    await expect(listObjects(api, "/api/v1/namespaces")).rejects.toMatchObject({
      problem: { kind: "forbidden" },
    });
    expect(await api.read({ path: "/version" })).toMatchObject({ major: "1" });
  });

  async function pluginThat(body: string, name: string): Promise<string> {
    const script = join(plane.folder, `${name}.sh`);
    await writeFile(script, `#!/bin/sh\n${body}\n`);
    await chmod(script, 0o700);
    return await plane.writeKubeconfig(name, {
      user: {
        exec: {
          apiVersion: "client.authentication.k8s.io/v1",
          command: script,
          interactiveMode: "IfAvailable",
        },
      },
    });
  }

  test("ends a credential plug-in that hangs", async () => {
    const mark = join(plane.folder, "hanging.pid");
    const api = await open(await pluginThat(`echo $$ > '${mark}'; exec sleep 60`, "hanging"), {
      timeoutMs: 1_500,
    });
    await expect(api.read({ path: "/version" })).rejects.toMatchObject({
      problem: {
        kind: "credential-plugin",
        message:
          "the credential plug-in of hanging did not answer within 1.5 s: log in with it in a terminal",
      },
    });
    api.close();
    await expect.poll(() => isRunning(Number(readFileSync(mark, "utf8")))).toBe(false);
  });

  test("says that a credential plug-in failed, and answers none that prompts", async () => {
    for (const [name, body] of [
      ["failing", "echo no >&2; exit 1"],
      ["prompting", "read -r password || exit 1; echo $password"],
    ] as const) {
      const api = await open(await pluginThat(body, name), { timeoutMs: 5_000 });
      await expect(api.read({ path: "/version" })).rejects.toMatchObject({
        problem: { kind: "credential-plugin", message: expect.stringContaining("getting credentials") },
      });
    }
  });

  test("asked nothing but reads and reviews, and says who it is", async () => {
    const events = (await plane.auditEvents()).filter(({ userAgent }) => userAgent?.startsWith("rampart/"));
    expect(events.length).toBeGreaterThan(5);
    const reviews = /^(selfsubject|subject|localsubject)(access|rules)?reviews$/;
    for (const { verb, objectRef } of events) {
      expect(objectRef?.resource).not.toBe("secrets");
      expect(verb === "create" ? objectRef?.resource : "").toMatch(verb === "create" ? reviews : /^$/);
      expect(["get", "list", "create"]).toContain(verb);
    }
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** The kubectl proxies that this process has started. */
function proxies(): { readonly pid: number; readonly socket: string }[] {
  const children = execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], {
    encoding: "utf8",
  });
  return children.split("\n").flatMap((line) => {
    const socket = /^\s*(\d+) .*--unix-socket=(\S+)/.exec(line);
    return socket?.[1] && socket[2] ? [{ pid: Number(socket[1]), socket: socket[2] }] : [];
  });
}

/** The status that the proxy itself gives to a request that our guard would never send. */
function curl(socket: string | undefined, method: string, path: string): string {
  return execFileSync(
    "curl",
    ["--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--request", method].concat([
      "--unix-socket",
      socket ?? "",
      `http://localhost${path}`,
    ]),
    { encoding: "utf8" },
  );
}
