import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { admit } from "../../cluster/guard";
import { listObjects } from "../../cluster/listing/list-objects";
import { createClusterApi } from "../../cluster/transport/cluster-api";
import type { DirectConnection } from "../../cluster/transport/connection";
import { openDirectTransport } from "../../cluster/transport/direct-transport";
import { proxyFor } from "../../cluster/transport/http-proxy";
import { inClusterConnection } from "../../cluster/transport/in-cluster";
import { admitCall, type LiveCall } from "../../cluster/transport/live-call";
import { json, type StandIn, startStandIn } from "./stand-in";

let standIn: StandIn | undefined;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  await standIn?.stop();
  standIn = undefined;
});

async function connect(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  more: Partial<DirectConnection> = {},
  timeoutMs = 2_000,
) {
  standIn = await startStandIn(answer);
  const slept: number[] = [];
  const transport = openDirectTransport(
    { server: standIn.server, tls: { ca: standIn.authority }, login: { kind: "none" }, ...more },
    { environment: {}, timeoutMs },
  );
  const api = createClusterApi(transport, {
    reviews: { inFlight: 2 },
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
  });
  closing.push(() => api.close());
  return { api, slept, standIn };
}

const NAMESPACES = { path: "/api/v1/namespaces" };
const page = (names: readonly string[], token?: string) => ({
  apiVersion: "v1",
  kind: "NamespaceList",
  metadata: token === undefined ? {} : { continue: token },
  items: names.map((name) => ({ metadata: { name } })),
});

describe("an API server that misbehaves", () => {
  test("hangs: the time ends it", async () => {
    const { api } = await connect(() => undefined, {}, 200);
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind: "timeout", message: expect.stringContaining("did not answer within 0.2 s") },
    });
  });

  test("hangs in the middle of an answer", async () => {
    const { api } = await connect(
      (_request, response) => void response.writeHead(200, { "content-type": "application/json" }).write("{"),
      {},
      200,
    );
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({ problem: { kind: "timeout" } });
  });

  test("can be left alone before it answers", async () => {
    const { api } = await connect(() => undefined);
    const controller = new AbortController();
    const asked = api.read(NAMESPACES, controller.signal);
    controller.abort();
    await expect(asked).rejects.toMatchObject({ problem: { kind: "cancelled" } });
  });

  test("answers with a web page", async () => {
    const { api } = await connect((_request, response) =>
      response.writeHead(200, { "content-type": "text/html" }).end("<!DOCTYPE html><title>Log in</title>"),
    );
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind: "unreadable-answer", message: expect.stringContaining("a web page answered") },
    });
  });

  test("closes the connection", async () => {
    const { api } = await connect((request) => request.socket.destroy());
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({ problem: { kind: "unreachable" } });
  });

  test("cuts its answer off", async () => {
    const { api } = await connect((request, response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 100 });
      response.write('{"kind":', () => request.socket.destroy());
    });
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({ problem: { kind: "unreachable" } });
  });

  test("is unknown to the authority of the kubeconfig", async () => {
    const { api, standIn } = await connect((_request, response) => json(response, {}), { tls: {} });
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind: "bad-certificate", message: expect.stringContaining("was not accepted") },
    });
    expect(standIn.requests).toEqual([]);
  });

  test("does not speak TLS", async () => {
    const plain = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    await new Promise<void>((resolve) => plain.listen(0, "127.0.0.1", resolve));
    closing.push(() => void plain.close());
    const { port } = plain.address() as { port: number };
    const transport = openDirectTransport(
      { server: `https://127.0.0.1:${port}`, tls: {}, login: { kind: "none" } },
      { environment: {}, timeoutMs: 2_000 },
    );
    await expect(createClusterApi(transport).read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind: "unreachable", message: expect.stringContaining("does not speak TLS") },
    });
  });

  test.each([
    [401, "login-expired"],
    [403, "forbidden"],
    [404, "not-found"],
    [500, "unreachable"],
  ])("answers %s: %s, in its own words", async (status, kind) => {
    const { api } = await connect((_request, response) => json(response, { message: "so it is" }, status));
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind, message: expect.stringContaining("so it is") },
    });
  });

  test("throttles: waits as long as it says, then asks again", async () => {
    let count = 0;
    const { api, slept } = await connect((_request, response) => {
      count += 1;
      if (count < 3) response.writeHead(429, { "retry-after": "7" }).end();
      else json(response, page(["shop"]));
    });
    expect(await api.read(NAMESPACES)).toMatchObject({ kind: "NamespaceList" });
    expect(slept).toEqual([7_000, 7_000]);
  });

  test("throttles for ever: gives up after four attempts, each waiting longer", async () => {
    const { api, slept, standIn } = await connect((_request, response) => response.writeHead(429).end());
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind: "throttled", message: expect.stringContaining("slow down") },
    });
    expect(slept).toEqual([1_000, 2_000, 4_000]);
    expect(standIn.requests).toHaveLength(4);
  });
});

describe("a long list", () => {
  test("comes in pages, in order, over few connections", async () => {
    const all = Array.from({ length: 10_000 }, (_, index) => `ns-${index}`);
    const { api, standIn } = await connect((request, response) => {
      const query = new URL(request.url ?? "", "https://x").searchParams;
      const [limit, start] = [Number(query.get("limit")), Number(query.get("continue") ?? 0)];
      const next = start + limit < all.length ? String(start + limit) : undefined;
      json(response, page(all.slice(start, start + limit), next));
    });
    const objects = await listObjects(api, NAMESPACES.path);
    expect(objects.map((each) => (each.metadata as { name: string }).name)).toEqual(all);
    expect(objects[0]).toMatchObject({ apiVersion: "v1", kind: "Namespace" });
    expect(standIn.requests).toHaveLength(20);
    expect(standIn.connections).toBe(1);
  });

  test("begins anew where its continue has expired", async () => {
    let expired = false;
    const { api, standIn } = await connect((request, response) => {
      const token = new URL(request.url ?? "", "https://x").searchParams.get("continue");
      if (token === null) json(response, page(expired ? ["a", "b2"] : ["a", "b"], "next"));
      else if (!expired) {
        expired = true;
        json(response, { reason: "Expired", message: "too old" }, 410);
      } else json(response, page(["c"]));
    });
    const objects = await listObjects(api, NAMESPACES.path);
    expect(objects.map((each) => (each.metadata as { name: string }).name)).toEqual(["a", "b2", "c"]);
    expect(standIn.requests).toHaveLength(4);
  });

  test("that expires again and again is given up", async () => {
    const { api } = await connect((request, response) =>
      request.url?.includes("continue") ? json(response, {}, 410) : json(response, page(["a"], "next")),
    );
    await expect(listObjects(api, NAMESPACES.path)).rejects.toMatchObject({
      problem: { message: expect.stringContaining("expired 4 times") },
    });
  });

  test("loses the copies of applied manifests before anybody sees them", async () => {
    const { api } = await connect((_request, response) =>
      json(response, {
        kind: "NamespaceList",
        apiVersion: "v1",
        metadata: {},
        items: [
          {
            metadata: {
              name: "a",
              managedFields: [{ manager: "kubectl" }],
              annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{secret}", kept: "yes" },
            },
          },
        ],
      }),
    );
    expect(await listObjects(api, NAMESPACES.path)).toEqual([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "a", annotations: { kept: "yes" } } },
    ]);
  });
});

describe("what is sent", () => {
  test("names us, and whom we act as, each group in a header of its own", async () => {
    const { api, standIn } = await connect((_request, response) => json(response, {}), {
      login: { kind: "token", token: "t" },
      impersonate: { user: "ada", groups: ["a", "b"], uid: "u", extra: { "x/y": ["1", "2"] } },
    });
    await api.read(NAMESPACES);
    const [{ headers, rawHeaders } = { headers: {}, rawHeaders: [] as string[] }] = standIn.requests;
    expect(headers).toMatchObject({
      authorization: "Bearer t",
      "impersonate-user": "ada",
      "impersonate-uid": "u",
    });
    expect(headers["user-agent"]).toMatch(/^rampart\/\d+\.\d+\.\d+$/);
    const values = (name: string) =>
      rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1] === name);
    expect(values("impersonate-group")).toEqual(["a", "b"]);
    expect(values("impersonate-extra-x%2Fy")).toEqual(["1", "2"]);
  });

  test("is two at a time", async () => {
    let open = 0;
    let most = 0;
    const { api } = await connect((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        json(response, {});
      }, 20);
    });
    await Promise.all(Array.from({ length: 8 }, () => api.read(NAMESPACES)));
    expect(most).toBe(2);
  });

  test("is no more than an action's reviews", async () => {
    const { api, standIn } = await connect((_request, response) =>
      json(response, { status: { allowed: true } }),
    );
    const action = api.action(2);
    const review = { kind: "SelfSubjectReview", spec: {} } as const;
    expect(await action.review(review)).toEqual({ allowed: true });
    await action.review(review);
    await expect(action.review(review)).rejects.toMatchObject({ problem: { kind: "over-budget" } });
    expect(standIn.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /apis/authentication.k8s.io/v1/selfsubjectreviews",
      "POST /apis/authentication.k8s.io/v1/selfsubjectreviews",
    ]);
  });

  test("goes with the token that the file holds, read again after a minute", async () => {
    const folder = await mkdtemp(join(tmpdir(), "token-"));
    closing.push(() => rm(folder, { recursive: true }));
    const path = join(folder, "token");
    writeFileSync(path, "first\n");
    standIn = await startStandIn((_request, response) => json(response, {}));
    let clock = 0;
    const transport = openDirectTransport(
      { server: standIn.server, tls: { ca: standIn.authority }, login: { kind: "token-file", path } },
      { environment: {}, timeoutMs: 2_000, now: () => clock },
    );
    closing.push(() => transport.close());
    const api = createClusterApi(transport);
    await api.read(NAMESPACES);
    writeFileSync(path, "second\n");
    clock = 59_000;
    await api.read(NAMESPACES);
    clock = 61_000;
    await api.read(NAMESPACES);
    expect(standIn.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer first",
      "Bearer first",
      "Bearer second",
    ]);
  });

  test("runs through the proxy of the kubeconfig, whose password the API server does not see", async () => {
    standIn = await startStandIn((_request, response) => json(response, { kind: "there" }));
    const target = new URL(standIn.server);
    const seen: string[] = [];
    const { connect: open } = await import("node:net");
    const proxy = createServer((client) => {
      client.once("data", (head) => {
        seen.push(head.toString());
        const upstream = open(Number(target.port), "127.0.0.1", () => {
          client.write("HTTP/1.1 200 OK\r\n\r\n");
          client.pipe(upstream).pipe(client);
        });
        upstream.on("error", () => client.destroy());
        client.on("error", () => upstream.destroy());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    closing.push(() => void proxy.close());
    const { port } = proxy.address() as { port: number };
    const transport = openDirectTransport(
      {
        server: standIn.server,
        tls: { ca: standIn.authority },
        login: { kind: "token", token: "t" },
        proxyUrl: `http://me:pass@127.0.0.1:${port}`,
      },
      { environment: {}, timeoutMs: 2_000 },
    );
    closing.push(() => transport.close());
    expect(await createClusterApi(transport).read(NAMESPACES)).toEqual({ kind: "there" });
    expect(seen[0]).toContain(`CONNECT 127.0.0.1:${target.port} HTTP/1.1`);
    expect(seen[0]).toContain(`proxy-authorization: Basic ${Buffer.from("me:pass").toString("base64")}`);
    expect(standIn.requests[0]?.headers).not.toHaveProperty("proxy-authorization");
  });
});

describe("the guard", () => {
  const get = (path: string, more: object = {}) => ({ method: "GET", path, ...more }) as LiveCall;
  test.each<[string, LiveCall]>([
    ["Secrets", get("/api/v1/secrets")],
    ["a Secret", get("/api/v1/namespaces/shop/secrets/db")],
    ["metadata of Secrets", get("/api/v1/secrets", { form: "metadata", secretNames: true })],
    ["a table of Secrets with objects", get("/api/v1/secrets", { form: "table", secretNames: true })],
    [
      "one Secret as a table",
      get("/api/v1/namespaces/shop/secrets/db", {
        form: "table",
        secretNames: true,
        query: { includeObject: "None" },
      }),
    ],
    ["a proxy to a pod", get("/api/v1/namespaces/shop/pods/x/proxy")],
    ["a log", get("/api/v1/namespaces/shop/pods/x/log")],
    ["exec, which is a GET", get("/api/v1/namespaces/shop/pods/x/exec")],
    ["a watch", get("/api/v1/pods", { query: { watch: "1" } })],
    ["a watch in the path", get("/api/v1/pods?w%61tch=1")],
    ["a path that leaves its place", get("/api/v1/../metrics")],
    ["a review that is none", { method: "POST", review: { kind: "Pod", spec: {} } } as unknown as LiveCall],
    [
      "a review that reaches for another path",
      { method: "POST", review: { kind: "LocalSubjectAccessReview", namespace: "a/../b", spec: {} } },
    ],
    [
      "a review about a flag",
      {
        method: "POST",
        review: { kind: "SelfSubjectAccessReview", spec: { resourceAttributes: { verb: "--as=x" } } },
      },
    ],
  ])("refuses %s", (_what, call) => {
    expect(() => admitCall(call)).toThrow(
      expect.objectContaining({
        problem: expect.objectContaining({ kind: expect.stringMatching(/refused-by-guard|invalid-name/) }),
      }),
    );
  });

  test("sees a watch in any spelling of the path that kubectl is handed", () => {
    for (const query of ["watch=1", "w%61tch=true", "limit=1&watch", "WATCH=1"])
      expect(() => admit({ type: "read", path: `/api/v1/pods?${query}` })).toThrow("no plain read");
    expect(() => admit({ type: "read", path: "/api/v1/pods?limit=5" })).not.toThrow();
  });

  test("lets names of Secrets through as a table without objects, where asked for", () => {
    expect(
      admitCall(
        get("/api/v1/secrets", { form: "table", secretNames: true, query: { includeObject: "None" } }),
      ),
    ).toMatchObject({ method: "GET", path: "/api/v1/secrets?includeObject=None" });
  });
});

describe("the proxy of the environment", () => {
  test.each([
    ["https://api.example.com", { HTTPS_PROXY: "http://p:1" }, "http://p:1"],
    ["https://api.example.com", { https_proxy: "p:1" }, "http://p:1"],
    ["https://api.example.com", { HTTPS_PROXY: "http://p:1", NO_PROXY: "example.com" }, undefined],
    ["https://api.example.com", { HTTPS_PROXY: "http://p:1", NO_PROXY: ".example.com" }, undefined],
    ["https://example.com", { HTTPS_PROXY: "http://p:1", NO_PROXY: ".example.com" }, "http://p:1"],
    [
      "https://api.example.com:6443",
      { HTTPS_PROXY: "http://p:1", NO_PROXY: "api.example.com:443" },
      "http://p:1",
    ],
    ["https://10.1.2.3", { HTTPS_PROXY: "http://p:1", NO_PROXY: "10.0.0.0/8" }, undefined],
    ["https://11.1.2.3", { HTTPS_PROXY: "http://p:1", NO_PROXY: "10.0.0.0/8" }, "http://p:1"],
    ["https://[fd00::1]", { HTTPS_PROXY: "http://p:1", NO_PROXY: "fd00::/8" }, undefined],
    ["https://api.example.com", { HTTPS_PROXY: "http://p:1", NO_PROXY: "*" }, undefined],
    ["https://127.0.0.1:6443", { HTTPS_PROXY: "http://p:1" }, undefined],
    ["https://api.example.com", {}, undefined],
  ])("for %s with %j is %s", (server, environment, proxy) => {
    expect(proxyFor(server, environment)).toBe(proxy);
  });
});

describe("a pod's own cluster", () => {
  test("is known by the environment and the mounted token", async () => {
    const folder = await mkdtemp(join(tmpdir(), "mount-"));
    closing.push(() => rm(folder, { recursive: true }));
    for (const [name, text] of [
      ["ca.crt", "PEM"],
      ["namespace", "shop\n"],
    ] as const)
      writeFileSync(join(folder, name), text);
    expect(
      await inClusterConnection(
        { KUBERNETES_SERVICE_HOST: "fd00::1", KUBERNETES_SERVICE_PORT: "6443" },
        folder,
      ),
    ).toEqual({
      connection: {
        server: "https://[fd00::1]:6443",
        tls: { ca: "PEM" },
        login: { kind: "token-file", path: join(folder, "token") },
      },
      namespace: "shop",
    });
    await expect(inClusterConnection({}, folder)).rejects.toMatchObject({
      problem: { kind: "no-kubeconfig" },
    });
  });
});
