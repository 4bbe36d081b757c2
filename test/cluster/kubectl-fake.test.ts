import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openApiCluster, type Question, type Subject } from "../../cluster";
import { createClusterApi } from "../../cluster/transport/cluster-api";
import { type KubectlRoute, openKubectlTransport } from "../../cluster/transport/kubectl-transport";
import type { Transport } from "../../cluster/transport/transport";
import { context, type FakeKubectl, fakeKubectl } from "./fake-kubectl";

const GET_PODS: Question = { verb: "get", resource: "pods", namespace: "shop" };
const ME: Subject = { kind: "me" };
const ACCOUNT: Subject = { kind: "service-account", namespace: "shop", name: "api" };
const NAMESPACES = { path: "/api/v1/namespaces" };

let fake: FakeKubectl | undefined;
afterEach(() => fake?.remove());

/** A cluster that is asked with a kubectl for each call, which does as a script says. */
function open(script: string, options: Partial<KubectlRoute> = {}) {
  fake = fakeKubectl(script);
  const transport = openKubectlTransport({
    kubectl: fake.path,
    context: "staging",
    kubeconfigFiles: ["/a", "/b"],
    timeoutMs: 5_000,
    ...options,
  });
  const api = createClusterApi(transport);
  return { api, fake, cluster: openApiCluster(context("staging"), api) };
}

describe("a kubectl for each call", () => {
  test("gives what it prints, where it succeeds", async () => {
    const { api } = open('echo \'{"kind":"NamespaceList"}\'');
    expect(await api.read(NAMESPACES)).toEqual({ kind: "NamespaceList" });
  });

  test.each([
    ["nothing at all", "exit 1", "unreadable-answer", "kubectl ended with 1 and said nothing"],
    [
      "garbage",
      "printf '\\001<p>'",
      "unreadable-answer",
      "the API server answered something that is no JSON object",
    ],
    [
      "an expired login",
      "echo 'error: You must be logged in to the server (the server has asked for the client to provide credentials)' >&2; exit 1",
      "login-expired",
      "error: You must be logged in to the server (the server has asked for the client to provide credentials)",
    ],
    [
      "a refused impersonation",
      'echo \'Error from server (Forbidden): serviceaccounts "api" is forbidden: User "ada" cannot impersonate resource\' >&2; exit 1',
      "forbidden",
      'Error from server (Forbidden): serviceaccounts "api" is forbidden: User "ada" cannot impersonate resource',
    ],
    [
      "a refused connection, after the log lines",
      "echo 'E1125 20:22:52.652233     523 memcache.go:381] \"no list\"' >&2; echo 'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?' >&2; exit 1",
      "unreachable",
      "The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?",
    ],
    [
      "a name that does not resolve",
      "echo 'Unable to connect to the server: dial tcp: lookup nowhere.example: no such host' >&2; exit 1",
      "unreachable",
      "Unable to connect to the server: dial tcp: lookup nowhere.example: no such host",
    ],
    [
      "a certificate of a stranger",
      "echo 'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority' >&2; exit 1",
      "bad-certificate",
      "Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority",
    ],
    [
      "a credential plug-in that is missing",
      "echo 'Unable to connect to the server: getting credentials: exec: executable aws not found' >&2; exit 1",
      "credential-plugin",
      "Unable to connect to the server: getting credentials: exec: executable aws not found",
    ],
    [
      "a context that is gone",
      "echo 'error: context \"staging\" does not exist' >&2; exit 1",
      "unknown-context",
      'error: context "staging" does not exist',
    ],
  ])("says what is wrong on %s", async (_what, script, kind, message) => {
    const { api } = open(script);
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind, message: expect.stringContaining(message) },
    });
  });

  test("says that there is no kubectl", async () => {
    const { api } = open("", { kubectl: "/nowhere/kubectl" });
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({ problem: { kind: "no-kubectl" } });
  });

  test("ends a kubectl that hangs, and what it has started", async () => {
    const { api, fake } = open('sh -c \'echo $$ > "$0/child"; exec sleep 60\' "$FOLDER" & wait', {
      timeoutMs: 300,
    });
    await expect(api.read(NAMESPACES)).rejects.toMatchObject({
      problem: { kind: "timeout", message: "kubectl did not answer within 0.3 s" },
    });
    const child = Number(readFileSync(join(fake.folder, "child"), "utf8"));
    await expect.poll(() => isRunning(child), { timeout: 5_000 }).toBe(false);
  });

  test("can be cancelled, while it runs and while it waits", async () => {
    const { api, fake } = open("sleep 60");
    const controller = new AbortController();
    const reads = Promise.allSettled([1, 2, 3, 4].map(() => api.read(NAMESPACES, controller.signal)));
    await expect.poll(() => fake.calls().length).toBe(2);
    controller.abort();
    for (const read of await reads)
      expect(read).toMatchObject({ reason: { problem: { kind: "cancelled" } } });
    expect(fake.calls()).toHaveLength(2);
  });

  test("cannot be asked anything: there is no input and no terminal", async () => {
    const { api } = open(
      "if read -r line; then exit 1; elif (: < /dev/tty) 2>/dev/null; then exit 1; else echo '{}'; fi",
    );
    expect(await api.read(NAMESPACES)).toEqual({});
  });

  test("hands every value over as a part of one argument", async () => {
    const { api, fake } = open("echo '{}'", { context: "--kubeconfig=/evil $(touch pwned)" });
    await api.read({ ...NAMESPACES, query: { labelSelector: "a=$(touch pwned)" } });
    expect(fake.calls()).toEqual([
      [
        "get",
        "--raw=/api/v1/namespaces?labelSelector=a%3D%24%28touch+pwned%29",
        "--context=--kubeconfig=/evil $(touch pwned)",
        "--request-timeout=10s",
      ],
    ]);
    expect(existsSync(join(process.cwd(), "pwned"))).toBe(false);
  });

  test("runs without the variables that make kubectl run something else", async () => {
    const { api, fake } = open('env > "$FOLDER/env"; echo "{}"', {
      environment: {
        PATH: process.env.PATH,
        HOME: "/home/ada",
        KUBECONFIG: "/other",
        KUBECTL_EXTERNAL_DIFF: "evil",
        KUBECTL_PLUGINS_PATH: "/evil",
        KUBE_EDITOR: "evil",
        KUBERC: "/evil",
      },
    });
    await api.read(NAMESPACES);
    const environment = readFileSync(join(fake.folder, "env"), "utf8");
    expect(environment).toMatch(/^KUBECONFIG=\/a:\/b$/m);
    expect(environment).toMatch(/^HOME=\/home\/ada$/m);
    expect(environment).not.toMatch(/evil/);
  });
});

describe("questions that nothing is run for", () => {
  test.each<[string, Subject, Question]>([
    ["a verb that is a flag", ME, { ...GET_PODS, verb: "--as=admin" }],
    ["a verb with a space", ME, { ...GET_PODS, verb: "get pods" }],
    ["a resource that is a flag", ME, { ...GET_PODS, resource: "--list" }],
    ["a resource with a name in it", ME, { ...GET_PODS, resource: "pods/log" }],
    ["shell text for a namespace", ME, { ...GET_PODS, namespace: "$(id)" }],
    ["a flag for a namespace", ME, { ...GET_PODS, namespace: "-A" }],
    ["a name that leaves its place", ME, { ...GET_PODS, name: "../secrets" }],
    ["a path that leaves its place", ME, { verb: "get", resource: "/metrics/../api", namespace: "" }],
    ["an account with shell text", { ...ACCOUNT, name: "a;id" }, GET_PODS],
    ["an account's namespace that is a flag", { ...ACCOUNT, namespace: "--x" }, GET_PODS],
    ["a user with a line break", { kind: "user", name: "a\nb" }, GET_PODS],
    ["a user in a group without a name", { kind: "user", name: "a", groups: [""] }, GET_PODS],
    ["a group without a name", { kind: "group", name: "" }, GET_PODS],
  ])("%s", async (_what, subject, question) => {
    const { cluster, fake } = open("echo '{}'");
    expect(await cluster.canI(subject, question)).toMatchObject({ answer: "unknown" });
    expect(fake.calls()).toEqual([]);
  });
});

describe("a service account that cannot be looked up", () => {
  /** An API server that forbids to look at accounts, and answers every review. */
  function forbidding(allowed: boolean): Transport {
    const body = (value: object, status = 200) => ({
      status,
      contentType: "application/json",
      text: JSON.stringify(value),
    });
    const resources = [{ resource: "pods", scope: "Namespaced" }];
    return {
      kind: "direct",
      close: () => undefined,
      async send({ method, path }) {
        if (method === "POST") return body({ status: { allowed } });
        if (path.includes("/serviceaccounts/")) return body({ message: "forbidden" }, 403);
        const items = path === "/api" ? [{ metadata: {}, versions: [{ version: "v1", resources }] }] : [];
        return body({ kind: "APIGroupDiscoveryList", items });
      },
    };
  }

  test.each([
    ["no", false, "unknown"],
    ["yes", true, "allowed"],
  ])("%s is then: %s", async (_said, allowed, answer) => {
    const cluster = openApiCluster(context("staging"), createClusterApi(forbidding(allowed)));
    expect((await cluster.canI(ACCOUNT, GET_PODS)).answer).toBe(answer);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie is no longer running; it only waits to be counted.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
