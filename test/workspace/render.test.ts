import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join, relative } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { readManifestFile } from "../../engine/analyze-file";
import { type RenderOptions, renderScope } from "../../workspace/render";
import { readKustomizations } from "../../workspace/scopes";
import { skipped } from "../oracles/skip";
import { folderWith } from "./folder";
import { buildTool, toolsMissing } from "./tools";

const MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: calm}\ndata: {A: b}\n";

let folders = "";

/** Renders the scope of a folder among files on disk. */
async function render(
  files: Readonly<Record<string, string>>,
  scope: string,
  options: Partial<RenderOptions> = {},
) {
  return renderIn(folderWith(files), files, scope, options);
}

async function renderIn(
  cwd: string,
  files: Readonly<Record<string, string>>,
  name: string,
  options: Partial<RenderOptions> = {},
) {
  const read = Object.entries(files).map(([file, text]) => readManifestFile(file, text));
  const scope = readKustomizations(read).scopes.find((each) => each.name === name);
  if (!scope) throw new Error(`there is no scope ${name}`);
  return renderScope(scope, { mode: "always", cwd, searchPath: folders, ...options });
}

/** A program outside of the tree that stands for kustomize. */
function fakeTool(script: string): string {
  const folder = folderWith({ kustomize: `#!/bin/sh\n${script}\n` });
  chmodSync(join(folder, "kustomize"), 0o755);
  return `${folder}${delimiter}/usr/bin${delimiter}/bin`;
}

const PLAIN = { "a/kustomization.yaml": "resources: [map.yaml]\n", "a/map.yaml": MAP };

describe.skipIf(skipped("rendering", await toolsMissing()))("rendering by the real tools", () => {
  beforeAll(async () => {
    folders = [await buildTool("kustomize"), await buildTool("helm")].join(delimiter);
  }, 600_000);

  test("a kustomization says where each resource comes from", async () => {
    const result = await render(
      { ...PLAIN, "b/kustomization.yaml": "resources: [../a]\nnamePrefix: b-\n" },
      "b",
    );
    expect(result).toMatchObject({ text: expect.stringContaining("name: b-calm") });
    expect(result).toMatchObject({ text: expect.stringContaining("path: ../a/map.yaml") });
  });

  test("what an editor holds wins over the disk", async () => {
    const files = PLAIN;
    const cwd = folderWith(files);
    const result = await renderIn(cwd, files, "a", {
      textOf: (path) => (path === join(cwd, "a/map.yaml") ? MAP.replace("calm", "edited") : undefined),
    });
    expect(result).toMatchObject({ text: expect.stringContaining("name: edited") });
  });

  test("nothing is written into the tree", async () => {
    const cwd = folderWith(PLAIN);
    await renderIn(cwd, PLAIN, "a");
    expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(["a", "a/kustomization.yaml", "a/map.yaml"]);
    expect(readFileSync(join(cwd, "a/kustomization.yaml"), "utf8")).toBe(PLAIN["a/kustomization.yaml"]);
  });

  test("a chart, with declared values and its release's namespace", async () => {
    const files = {
      "c/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "c/values.yaml": "name: plain\n",
      "c/templates/map.yaml":
        "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Values.name }}\n  namespace: {{ .Release.Namespace }}\n",
      "prod.yaml": "name: declared\n",
    };
    const cwd = folderWith(files);
    expect(await renderIn(cwd, files, "c")).toMatchObject({
      text: expect.stringContaining("name: plain"),
      namespace: "release-namespace",
    });
    const declared = await renderIn(cwd, files, "c", {
      chartValues: () => ({ files: [join(cwd, "prod.yaml")], namespace: "prod" }),
    });
    expect(declared).toMatchObject({ text: expect.stringContaining("name: declared\n  namespace: prod") });
  });

  test.each([
    [
      "a missing dependency",
      {
        "c/Chart.yaml":
          "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{name: db, version: 1.0.0, repository: 'https://charts.example'}]\n",
      },
      /^helm: .*dependenc/,
    ],
    ["a template that fails", { "c/templates/a.yaml": '{{ fail "no" }}' }, /^helm: /],
  ])("a chart with %s does not render", async (_what, more, failure) => {
    const files = { "c/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n", ...more };
    expect(await render(files, "c")).toMatchObject({ failure: expect.stringMatching(failure) });
  });

  test("what a template says of a secret value is not shown", async () => {
    const files = {
      "c/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "c/values.yaml": "password: correct-horse-battery\n",
      "c/templates/a.yaml": "{{ fail .Values.password }}",
    };
    const result = await render(files, "c");
    expect(result).toMatchObject({ failure: expect.stringMatching(/^helm: /) });
    expect(JSON.stringify(result)).not.toContain("correct-horse");
  });

  test("what kustomize says of a literal is not shown", async () => {
    const files = {
      "a/kustomization.yaml": "secretGenerator: [{name: s, literals: [correct-horse-battery]}]\n",
    };
    const result = await render(files, "a");
    expect(result).toMatchObject({ failure: expect.stringMatching(/^kustomize: /) });
    expect(JSON.stringify(result)).not.toContain("correct-horse");
  });
});

describe("programs and addresses in a kustomization are refused before anything runs", () => {
  const evil = (marker: string) => `#!/bin/sh\ntouch ${marker}\ncat\n`;
  const plugin = (kind: string) =>
    `apiVersion: example.com/v1\nkind: ${kind}\nmetadata:\n  name: x\n  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: ./evil.sh}\n`;

  test.each([
    ["generators", "generators: [plugin.yaml]\n", /has generators, which may run a program/],
    ["transformers", "transformers: [plugin.yaml]\n", /has transformers, which may run a program/],
    ["validators", "validators: [plugin.yaml]\n", /has validators, which may run a program/],
    ["helmCharts", "helmCharts: [{name: x, repo: 'https://charts.example'}]\n", /has helmCharts/],
    ["helmGlobals", "helmGlobals: {chartHome: ../x}\n", /has helmGlobals/],
    [
      "commands",
      "secretGenerator: [{name: s, commands: {a: 'sh evil.sh'}}]\n",
      /has a generator with commands/,
    ],
    [
      "kvSources",
      "secretGenerator: [{name: s, kvSources: [{pluginType: Go, name: x}]}]\n",
      /has a generator with kvSources/,
    ],
  ])("%s", async (_what, kustomization, failure) => {
    const files = { ...PLAIN, "a/kustomization.yaml": kustomization, "a/plugin.yaml": plugin("Any") };
    const cwd = folderWith(files);
    const marker = join(cwd, "marker");
    writeFileSync(join(cwd, "a/evil.sh"), evil(marker), { mode: 0o755 });
    const ran = join(folderWith({}), "ran");
    const result = await renderIn(cwd, files, "a", { searchPath: fakeTool(`touch ${ran}`) });
    expect(result).toMatchObject({ failure: expect.stringMatching(failure) });
    expect(existsSync(marker)).toBe(false);
    expect(existsSync(ran)).toBe(false);
  });

  test.each([
    ["a base", (url: string) => `resources: ["${url}/base"]\n`],
    ["a component", (url: string) => `components: ["${url}/part"]\n`],
    ["a patch", (url: string) => `resources: [map.yaml]\npatches: [{path: "${url}/patch.yaml"}]\n`],
    ["a generator's file", (url: string) => `configMapGenerator: [{name: x, files: ["key=${url}/file"]}]\n`],
    ["an env file", (url: string) => `configMapGenerator: [{name: x, envs: ["${url}/file"]}]\n`],
    ["a schema", (url: string) => `resources: [map.yaml]\nopenapi: {path: "${url}/schema.json"}\n`],
    ["a replacement", (url: string) => `resources: [map.yaml]\nreplacements: [{path: "${url}/r.yaml"}]\n`],
    ["git over ssh", () => "resources: ['git@git.example:team/base.git']\n"],
    ["a known host without a scheme", () => "resources: [github.com/team/base]\n"],
  ])("%s elsewhere", async (_what, kustomization) => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests++;
      response.end("{}");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => {
      server.close();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ran = join(folderWith({}), "ran");
    const result = await render({ ...PLAIN, "a/kustomization.yaml": kustomization(url) }, "a", {
      searchPath: fakeTool(`touch ${ran}`),
    });
    expect(result).toMatchObject({ failure: "it refers to something remote" });
    expect(existsSync(ran)).toBe(false);
    expect(requests).toBe(0);
  });

  test.each([
    ["a missing file", "resources: [nothing.yaml]\n", "a/nothing.yaml does not exist"],
    ["an absolute path", "resources: [/etc/passwd]\n", "it refers to a file by an absolute path"],
    ["a path out of the workspace", "resources: [../../outside.yaml]\n", /lies outside of the workspace$/],
    ["itself", "resources: [../a]\n", "a leads back to itself"],
    ["no kustomization", "resources: [../empty]\n", "a folder that it refers to holds no kustomization"],
  ])("%s", async (_what, kustomization, failure) => {
    const files = { "a/kustomization.yaml": kustomization, "empty/notes.txt": "", "a/map.yaml": MAP };
    expect(await render(files, "a", { searchPath: fakeTool("exit 0") })).toMatchObject({
      failure: typeof failure === "string" ? failure : expect.stringMatching(failure),
    });
  });
});

describe.skipIf(process.platform === "win32")("links and pipes in the tree", () => {
  test.each([
    ["a file", "resources: [link.yaml]\n"],
    ["a generator's file", "configMapGenerator: [{name: x, files: [link.yaml]}]\n"],
    ["a folder", "resources: [link.yaml]\n"],
  ])("a link out of the workspace: %s", async (what, kustomization) => {
    const outside = folderWith({ "secret.yaml": MAP, "kustomization.yaml": "resources: [secret.yaml]\n" });
    const files = { "a/kustomization.yaml": kustomization };
    const cwd = folderWith(files);
    symlinkSync(what === "a folder" ? outside : join(outside, "secret.yaml"), join(cwd, "a/link.yaml"));
    const ran = join(folderWith({}), "ran");
    expect(await renderIn(cwd, files, "a", { searchPath: fakeTool(`touch ${ran}`) })).toEqual({
      failure: "a/link.yaml is a link that leads out of the workspace",
    });
    expect(existsSync(ran)).toBe(false);
  });

  test("a link out of the workspace in a chart", async () => {
    const outside = folderWith({ "secret.txt": "x" });
    const files = { "c/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n" };
    const cwd = folderWith(files);
    mkdirSync(join(cwd, "c/templates"));
    symlinkSync(join(outside, "secret.txt"), join(cwd, "c/templates/secret.txt"));
    const helm = folderWith({ helm: "#!/bin/sh\nexit 0\n" });
    chmodSync(join(helm, "helm"), 0o755);
    expect(await renderIn(cwd, files, "c", { searchPath: helm })).toEqual({
      failure: "c/templates/secret.txt is a link that leads out of the workspace",
    });
  });

  test("a named pipe is not waited for", async () => {
    const files = { "a/kustomization.yaml": "resources: [pipe.yaml]\n" };
    const cwd = folderWith(files);
    execFileSync("mkfifo", [join(cwd, "a/pipe.yaml")]);
    expect(await renderIn(cwd, files, "a", { searchPath: fakeTool("exit 0") })).toHaveProperty("failure");
  });
});

describe.skipIf(process.platform === "win32")("how a tool is run", () => {
  test("every path that the result depends on is told, also what is missing", async () => {
    const files = {
      "a/kustomization.yaml": "resources: [../b, gone.yaml]\n",
      "b/kustomization.yaml": "resources: [map.yaml]\npatches: [{path: patch.yaml}]\n",
      "b/map.yaml": MAP,
      "b/patch.yaml": MAP,
    };
    const cwd = folderWith(files);
    const read = new Set<string>();
    await renderIn(cwd, files, "a", {
      searchPath: fakeTool("exit 0"),
      onRead: (path) => read.add(relative(cwd, path)),
    });
    for (const file of [...Object.keys(files), "a/gone.yaml"]) expect(read).toContain(file);
  });

  test("one that is given up ends at once, with what it started", async () => {
    const cwd = folderWith(PLAIN);
    const marker = join(folderWith({}), "started");
    const giveUp = new AbortController();
    const result = renderIn(cwd, PLAIN, "a", {
      searchPath: fakeTool(`touch ${marker}; sleep 100 & sleep 100`),
      signal: giveUp.signal,
    });
    while (!existsSync(marker)) await new Promise((done) => setImmediate(done));
    giveUp.abort();
    expect(await result).toEqual({ failure: "kustomize: it was cancelled" });
  });

  test("one that was given up before is not started", async () => {
    const ran = join(folderWith({}), "ran");
    expect(
      await render(PLAIN, "a", { searchPath: fakeTool(`touch ${ran}`), signal: AbortSignal.abort() }),
    ).toEqual({ failure: "it was cancelled" });
    expect(existsSync(ran)).toBe(false);
  });

  test("not one that lies in the tree, nor one of a relative search path", async () => {
    const cwd = folderWith(PLAIN);
    const ran = join(folderWith({}), "ran");
    mkdirSync(join(cwd, "bin"));
    writeFileSync(join(cwd, "bin/kustomize"), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    const linked = folderWith({});
    symlinkSync(join(cwd, "bin/kustomize"), join(linked, "kustomize"));
    const searchPath = [join(cwd, "bin"), ".", "bin", linked].join(delimiter);
    expect(await renderIn(cwd, PLAIN, "a", { searchPath })).toEqual({
      failure: "neither kustomize nor kubectl is installed",
    });
    expect(existsSync(ran)).toBe(false);
  });

  test("without the environment of Rampart, in an empty home that is gone afterwards", async () => {
    process.env.RAMPART_TEST_SECRET = "hidden";
    onTestFinished(() => {
      delete process.env.RAMPART_TEST_SECRET;
    });
    const seen = join(folderWith({}), "seen");
    await render(PLAIN, "a", {
      searchPath: fakeTool(`env > ${seen}; ls -A "$HOME" >> ${seen}; echo "cwd $PWD" >> ${seen}`),
    });
    const text = readFileSync(seen, "utf8");
    expect(text).not.toContain("RAMPART_TEST_SECRET");
    expect(text).toContain("GIT_ALLOW_PROTOCOL=none");
    const home = /^HOME=(.*)$/m.exec(text)?.[1] ?? "";
    expect(home).toMatch(/rampart-render-\w+\/home$/);
    expect(text).toContain(`cwd ${home}`);
    expect(existsSync(home)).toBe(false);
  });

  test("one that hangs is ended with what it started", async () => {
    const alive = join(folderWith({}), "alive");
    const result = await render(PLAIN, "a", {
      searchPath: fakeTool(`(sleep 1; touch ${alive}) & sleep 60`),
      timeout: 300,
    });
    expect(result).toEqual({ failure: "kustomize: it took longer than 0.3 s" });
    await new Promise((done) => setTimeout(done, 1_300));
    expect(existsSync(alive)).toBe(false);
  });

  test("one that writes without end is ended", async () => {
    const result = await render(PLAIN, "a", { searchPath: fakeTool("yes 'a: b'") });
    expect(result).toMatchObject({ failure: expect.stringMatching(/^kustomize: its output is larger than/) });
  });

  test("one that fails is quoted without paths and without what it quotes", async () => {
    const result = await render(PLAIN, "a", {
      searchPath: fakeTool(`echo "Error: in '$3': bad patch 'a: correct horse'" >&2; exit 1`),
    });
    expect(result).toEqual({ failure: "kustomize: Error: in 'a': bad patch …" });
  });
});
