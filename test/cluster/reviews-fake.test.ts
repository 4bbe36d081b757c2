import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type ClusterOptions, openCluster, type Question, type Subject } from "../../cluster";
import { context, type FakeKubectl, fakeKubectl } from "./fake-kubectl";

const GET_PODS: Question = { verb: "get", resource: "pods", namespace: "shop" };
const ME: Subject = { kind: "me" };
const ACCOUNT: Subject = { kind: "service-account", namespace: "shop", name: "api" };

let fake: FakeKubectl | undefined;
afterEach(() => fake?.remove());

function open(script: string, options: Partial<ClusterOptions> & { readonly name?: string } = {}) {
  fake = fakeKubectl(script);
  const { name = "staging", ...more } = options;
  const cluster = openCluster({
    context: context(name),
    kubectl: fake.path,
    kubeconfigFiles: ["/a", "/b"],
    ...more,
  });
  return { cluster, fake };
}

describe("kubectl auth can-i", () => {
  test.each([
    ["yes", "echo yes", { answer: "allowed", reason: "the API server allows it" }],
    [
      "no, whose status is 1",
      "echo no; exit 1",
      { answer: "denied", reason: "the API server does not allow it" },
    ],
    [
      "no with a reason",
      "echo 'no - forbidden by policy - webhook down'; exit 1",
      { answer: "denied", reason: "forbidden by policy - webhook down" },
    ],
    [
      "yes, whatever the status",
      "echo yes; exit 3",
      { answer: "allowed", reason: "the API server allows it" },
    ],
  ])("reads %s", async (_what, script, answer) => {
    const { cluster } = open(script);
    expect(await cluster.canI(ME, GET_PODS)).toEqual(answer);
  });

  test.each([
    ["nothing at all", "exit 1", "unreadable-answer", "kubectl ended with 1 and said nothing"],
    ["garbage", "printf 'ye\\033[31ms\\n'", "unreadable-answer", 'kubectl answered "ye [31ms"'],
    ["more than an answer", "echo yes; echo no", "unreadable-answer", 'kubectl answered "yes no"'],
    [
      "an unknown kind, to which the server would say no",
      "echo \"Warning: the server doesn't have a resource type 'pods'\" >&2; echo no; exit 1",
      "unknown-resource",
      "the cluster has no resource pods",
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
  ])("is unknown, never denied, on %s", async (_what, script, kind, message) => {
    const { cluster } = open(script);
    expect(await cluster.canI(ME, GET_PODS)).toEqual({
      answer: "unknown",
      reason: message,
      problem: { kind, message },
    });
  });

  test("is unknown where there is no kubectl", async () => {
    const cluster = openCluster({
      context: context("staging"),
      kubectl: "/nowhere/kubectl",
      kubeconfigFiles: [],
    });
    expect(await cluster.canI(ME, GET_PODS)).toMatchObject({
      answer: "unknown",
      problem: { kind: "no-kubectl" },
    });
  });

  test("ends a kubectl that hangs, and what it has started", async () => {
    const { cluster, fake } = open('sh -c \'echo $$ > "$0/child"; exec sleep 60\' "$FOLDER" & wait', {
      timeoutMs: 300,
    });
    expect(await cluster.canI(ME, GET_PODS)).toMatchObject({
      answer: "unknown",
      problem: { kind: "timeout", message: "kubectl did not answer within 0.3 s" },
    });
    const child = Number(readFileSync(join(fake.folder, "child"), "utf8"));
    await expect.poll(() => isRunning(child), { timeout: 5_000 }).toBe(false);
  });

  test("can be cancelled, while it runs and while it waits", async () => {
    const { cluster, fake } = open("sleep 60");
    const controller = new AbortController();
    const answers = Promise.all([1, 2, 3, 4].map(() => cluster.canI(ME, GET_PODS, controller.signal)));
    await expect.poll(() => fake.calls().length).toBe(2);
    controller.abort();
    for (const answer of await answers)
      expect(answer).toMatchObject({ answer: "unknown", problem: { kind: "cancelled" } });
    expect(fake.calls()).toHaveLength(2);
  });

  test("cannot be asked anything: there is no input and no terminal", async () => {
    const { cluster } = open(
      "if read -r line; then echo yes; elif (: < /dev/tty) 2>/dev/null; then echo yes; else echo no; fi",
    );
    expect(await cluster.canI(ME, GET_PODS)).toMatchObject({ answer: "denied" });
  });

  test("gives up on a flood", async () => {
    const { cluster } = open("yes garbage");
    expect(await cluster.canI(ME, GET_PODS)).toMatchObject({
      answer: "unknown",
      problem: { kind: "unreadable-answer", message: "kubectl printed too much" },
    });
  });

  test("hands every value over as a part of one argument", async () => {
    const { cluster, fake } = open("echo yes", { name: "--kubeconfig=/evil $(touch pwned)" });
    await cluster.canI(ME, { verb: "get", resource: "pods", subresource: "log", namespace: "shop" });
    await cluster.canI(ME, { verb: "list", resource: "nodes", namespace: "" });
    await cluster.canI(ME, { verb: "get", resource: "/metrics", namespace: "" });
    const common = ["--context=--kubeconfig=/evil $(touch pwned)", "--request-timeout=10s"];
    expect(fake.calls()).toEqual([
      ["auth", "can-i", "get", "pods", "--subresource=log", "--namespace=shop", ...common],
      ["auth", "can-i", "list", "nodes", "--all-namespaces", ...common],
      ["auth", "can-i", "get", "/metrics", ...common],
    ]);
    expect(existsSync(join(process.cwd(), "pwned"))).toBe(false);
  });

  test("runs without the variables that make kubectl run something else", async () => {
    const { cluster, fake } = open('env > "$FOLDER/env"; echo yes', {
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
    await cluster.canI(ME, GET_PODS);
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
  ])("%s", async (_what, subject, question) => {
    const { cluster, fake } = open("echo yes");
    expect(await cluster.canI(subject, question)).toMatchObject({ answer: "unknown" });
    expect(fake.calls().filter((call) => call.includes("can-i"))).toEqual([]);
    expect(fake.calls().every((call) => call[0] === "get" && !call.join(" ").includes(";id"))).toBe(true);
  });
});

describe("a service account", () => {
  const look = 'case "$1" in get)';

  test("is looked up once, then asked about by impersonation", async () => {
    const { cluster, fake } = open(`${look} echo '{}';; *) echo no; exit 1;; esac`);
    expect(await cluster.canI(ACCOUNT, GET_PODS)).toMatchObject({ answer: "denied" });
    await cluster.canI(ACCOUNT, GET_PODS);
    const asked = fake.calls().map((call) => call.filter((word) => !/^--(context|request)/.test(word)));
    const question = [
      "auth",
      "can-i",
      "get",
      "pods",
      "--namespace=shop",
      "--as=system:serviceaccount:shop:api",
    ];
    expect(asked).toEqual([["get", "--raw=/api/v1/namespaces/shop/serviceaccounts/api"], question, question]);
  });

  test("that does not exist is not asked about: a cluster would say no", async () => {
    const { cluster, fake } = open(
      `${look} echo 'Error from server (NotFound): serviceaccounts "api" not found' >&2; exit 1;; *) echo no;; esac`,
    );
    expect(await cluster.canI(ACCOUNT, GET_PODS)).toMatchObject({
      answer: "unknown",
      reason: "the service account shop/api does not exist",
    });
    expect(fake.calls()).toHaveLength(1);
  });

  test.each([
    ["no", "unknown"],
    ["yes", "allowed"],
  ])("that cannot be looked up: %s is %s", async (said, answer) => {
    const { cluster } = open(
      `${look} echo 'Error from server (Forbidden): serviceaccounts "api" is forbidden' >&2; exit 1;; *) echo ${said};; esac`,
    );
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
