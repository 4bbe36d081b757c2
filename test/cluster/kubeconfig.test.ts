import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type KubeContext, kubeconfigFiles, looksLikeProduction, readKubeconfig } from "../../cluster";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "kubeconfig-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function read(...paths: string[]) {
  return readKubeconfig({ paths, refused: [] });
}

const ONE = `apiVersion: v1
kind: Config
current-context: first
clusters:
  - name: shared
    cluster: { server: "https://one.example:6443" }
users:
  - name: admin
    user: { token: not-a-real-token }
contexts:
  - name: first
    context: { cluster: shared, user: admin, namespace: shop }
`;

const TWO = `apiVersion: v1
kind: Config
current-context: second
clusters:
  - name: shared
    cluster: { server: "https://two.example:6443" }
users:
  - name: admin
    user: { exec: { command: ./login, apiVersion: client.authentication.k8s.io/v1 } }
contexts:
  - name: second
    context: { cluster: shared, user: admin }
  - name: first
    context: { cluster: elsewhere, user: nobody }
`;

describe("the kubeconfig's files", () => {
  const home = "/home/ada";

  test("are ~/.kube/config where nothing is set", () => {
    expect(kubeconfigFiles({ home })).toEqual({ paths: ["/home/ada/.kube/config"], refused: [] });
    expect(kubeconfigFiles({ home, setting: "  ", variable: delimiter })).toEqual({
      paths: ["/home/ada/.kube/config"],
      refused: [],
    });
  });

  test("are those of KUBECONFIG, each once, in order; the setting goes before it", () => {
    const variable = ["/b", "/a", "/b", "", "~/c"].join(delimiter);
    expect(kubeconfigFiles({ home, variable }).paths).toEqual(["/b", "/a", "/home/ada/c"]);
    expect(kubeconfigFiles({ home, variable, setting: "/z" }).paths).toEqual(["/z"]);
  });

  test("are never relative to a folder that nobody chose", () => {
    expect(kubeconfigFiles({ home, variable: ["kubeconfig.yaml", "/a"].join(delimiter) })).toEqual({
      paths: ["/a"],
      refused: ["kubeconfig.yaml"],
    });
  });
});

describe("the kubeconfig", () => {
  test("is merged as kubectl merges: the first definition and the first current context win", async () => {
    const one = write("one", ONE);
    const two = write("two", TWO);
    const merged = await read(one, join(folder, "missing"), two);
    expect(merged).toEqual({
      files: [one, two],
      currentContext: "first",
      problems: [],
      contexts: [
        {
          name: "first",
          cluster: "shared",
          user: "admin",
          namespace: "shop",
          server: "https://one.example:6443",
          login: "token",
          file: one,
        },
        {
          name: "second",
          cluster: "shared",
          user: "admin",
          namespace: "default",
          server: "https://one.example:6443",
          login: "token",
          file: two,
        },
      ],
    });
    const reversed = await read(two, one);
    expect(reversed.currentContext).toBe("second");
    expect(reversed.contexts.map(({ name, server, login }) => [name, server, login])).toEqual([
      ["second", "https://two.example:6443", "exec"],
      ["first", undefined, "none"],
    ]);
  });

  test("holds no credential once it is read", async () => {
    const merged = await read(write("one", ONE));
    expect(JSON.stringify(merged)).not.toContain("not-a-real-token");
  });

  test("takes names as they are, whatever a shell or a template engine would make of them", async () => {
    const names = [
      "--kubeconfig=/evil",
      "$(touch pwned)",
      "`id`; rm -rf /",
      "$" + "{HOME}",
      "{{ x }}",
      "a b",
      "1.10",
      "yes",
    ];
    const contexts = names.map(
      (name) => `  - { name: ${JSON.stringify(name)}, context: { cluster: c, user: u } }`,
    );
    const merged = await read(write("odd", `contexts:\n${contexts.join("\n")}\n`));
    expect(merged.contexts.map(({ name }) => name)).toEqual(names);
    expect(
      (await read(write("plain", "contexts:\n- name: 1.10\n- name: yes\n"))).contexts.map(({ name }) => name),
    ).toEqual(["1.10", "yes"]);
  });

  test("leaves out a name with control characters, and says so", async () => {
    const path = write("control", 'contexts: [{ name: "a\\nb" }, { name: good }]\n');
    const merged = await read(path);
    expect(merged.contexts.map(({ name }) => name)).toEqual(["good"]);
    expect(merged.problems).toEqual([
      `${path}: a context is left out: its name holds control characters or is too long`,
    ]);
  });

  test.each([
    ["broken YAML, without quoting it", "a: 1\ntoken: 'hunter2\n", /:\d+: not valid YAML \([A-Z_]+\)$/],
    ["a list", "- a\n", /: this is no kubeconfig$/],
    ["an alias bomb", bomb(), /: nested too deeply, or full of aliases$/],
    ["deep nesting", "[".repeat(20_000), /:1: not valid YAML \([A-Z_]+\)$/],
  ])("names the file of %s and reads the others", async (_what, text, problem) => {
    const broken = write("broken", text);
    const one = write("one", ONE);
    const merged = await read(broken, one);
    expect(merged.files).toEqual([one]);
    expect(merged.contexts.map(({ name }) => name)).toEqual(["first"]);
    expect(merged.problems).toHaveLength(1);
    expect(merged.problems[0]).toMatch(problem);
    expect(merged.problems[0]?.startsWith(broken)).toBe(true);
    expect(merged.problems[0]).not.toContain("hunter2");
  });

  test("survives what is no file, and files that say nothing", async () => {
    mkdirSync(join(folder, "folder"));
    const empty = write("empty", "");
    const odd = write("odd", "contexts: 5\nclusters: [1, { name: 7 }]\nusers: { a: b }\n");
    const merged = await read(join(folder, "folder"), empty, odd);
    expect(merged.files).toEqual([empty, odd]);
    expect(merged.contexts).toEqual([]);
    expect(merged.problems).toEqual([`${join(folder, "folder")}: EISDIR`]);
  });
});

describe("production", () => {
  const context = (change: Partial<KubeContext>): KubeContext => ({
    name: "a",
    cluster: "b",
    user: "c",
    namespace: "default",
    login: "none",
    file: "/f",
    ...change,
  });

  test.each<Partial<KubeContext>>([
    { name: "prod" },
    { name: "eks-PROD-eu" },
    { name: "gke_shop_europe-west1_production" },
    { cluster: "prd1" },
    { server: "https://api.live.example.com" },
    { namespace: "shop-prod" },
  ])("is what %o looks like", (change) => {
    expect(looksLikeProduction(context(change))).toBe(true);
  });

  test.each<Partial<KubeContext>>([
    { name: "staging" },
    { name: "product-catalogue" },
    { name: "reproduce" },
    { name: "delivery" },
    { server: "not an address" },
  ])("is not what %o looks like", (change) => {
    expect(looksLikeProduction(context(change))).toBe(false);
  });
});

function bomb(): string {
  const levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 9; level++) {
    const one = `*a${level - 1}`;
    levels.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => one).join(", ")}]`);
  }
  return `${levels.join("\n")}\n`;
}
