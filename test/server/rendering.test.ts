import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver-protocol/node";
import { ROOT, type StartOptions } from "./client";
import { openFolder, type TestFolder } from "./folder";

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers: [{name: app, image: "registry.example/app:1.0.0"}]
`;

const FILES = {
  "app/kustomization.yaml": "resources: [pod.yaml]\npatches: [{path: patch.yaml}]\n",
  "app/pod.yaml": POD,
  "app/patch.yaml":
    "apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: shop}\nspec: {hostIPC: false}\n",
  "alone.yaml": POD.replace("web", "alone"),
};

/** What the tool prints: the pod as written, with the host's processes, which no file says. */
const RENDERED = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  annotations:
    config.kubernetes.io/origin: |
      path: pod.yaml
spec:
  hostPID: true
  containers: [{name: app, image: "registry.example/app:1.0.0"}]
`;

/** A program that stands for kustomize; what it does may be changed. */
interface Tool {
  readonly searchPath: string;
  /** How often it was started. */
  runs(): number;
  /** From now on it waits for `finish` before it ends. */
  hold(): void;
  finish(): void;
  becomes(script: string): void;
}

function createTool(script: string): Tool {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "rampart-tool-")));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [log, held, program] = ["log", "held", "kustomize"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  const becomes = (body: string) => {
    const waiting = `while [ -e ${held} ]; do sleep 0.02; done`;
    writeFileSync(program, `#!/bin/sh\necho run >> ${log}\n${waiting}\n${body}\n`);
    chmodSync(program, 0o755);
  };
  becomes(script);
  return {
    searchPath: [folder, "/usr/bin", "/bin"].join(path.delimiter),
    runs: () => (existsSync(log) ? readFileSync(log, "utf8").split("\n").length - 1 : 0),
    hold: () => writeFileSync(held, ""),
    finish: () => rmSync(held, { force: true }),
    becomes,
  };
}

const PRINTS = `cat <<'END'\n${RENDERED}END`;

async function openRendered(tool: Tool, options: StartOptions = {}): Promise<TestFolder> {
  return openFolder(FILES, {
    searchPath: tool.searchPath,
    initializationOptions: { trusted: true },
    settings: () => ({ profile: "pss-baseline", render: "auto" }),
    ...options,
  });
}

interface Status {
  readonly rendering: readonly { readonly file: string; readonly state: string; readonly message?: string }[];
}

const statusOf = ({ client, uriOf }: TestFolder, name: string): Promise<Status> =>
  client.connection.sendRequest("rampart/status", { uri: uriOf(name) });

/** Waits until the scope of a file stands as wanted. */
async function until(folder: TestFolder, name: string, state: string): Promise<void> {
  while ((await statusOf(folder, name)).rendering[0]?.state !== state)
    await new Promise((done) => setTimeout(done, 10));
}

async function rulesIn({ client, uriOf }: TestFolder, name: string): Promise<unknown[]> {
  const answer: DocumentDiagnosticReport = await client.pull(uriOf(name));
  const items: readonly Diagnostic[] = answer.kind === "full" ? answer.items : [];
  return items.map(({ code, range }) => `${code} at ${range.start.line}`);
}

describe.skipIf(process.platform === "win32")("scopes are rendered in the background", () => {
  it("when a document of theirs is opened; its findings are those of the rendered scope", async () => {
    const tool = createTool(PRINTS);
    const folder = await openRendered(tool);
    await folder.open("app/pod.yaml");
    await until(folder, "app/pod.yaml", "rendered");
    expect(await rulesIn(folder, "app/pod.yaml")).toEqual(["workload/host-pid at 2"]);
  });

  it("not in a workspace that is not trusted, until it is", async () => {
    const tool = createTool(PRINTS);
    const folder = await openRendered(tool, { initializationOptions: {} });
    await folder.open("app/pod.yaml");
    expect(await rulesIn(folder, "app/pod.yaml")).toEqual([]);
    expect(await statusOf(folder, "app/pod.yaml")).toMatchObject({ rendering: [] });
    await folder.client.connection.sendNotification("rampart/trusted");
    await until(folder, "app/pod.yaml", "rendered");
    expect(tool.runs()).toBe(1);
  });

  it.each([{}, { render: "never" }, { render: "always" }, { render: true }])(
    "not with the settings %j",
    async (settings) => {
      const tool = createTool(PRINTS);
      const folder = await openRendered(tool, { settings: () => ({ profile: "pss-baseline", ...settings }) });
      await folder.open("app/pod.yaml");
      await folder.client.connection.sendRequest("rampart/scanWorkspace");
      expect(await rulesIn(folder, "app/pod.yaml")).toEqual([]);
      expect(tool.runs()).toBe(0);
    },
  );

  it("an edit is judged as written at once, and again as rendered when it is saved", async () => {
    const tool = createTool(PRINTS);
    const folder = await openRendered(tool);
    const uri = folder.uriOf("app/pod.yaml");
    await folder.open("app/pod.yaml");
    await until(folder, "app/pod.yaml", "rendered");
    const before = tool.runs();
    tool.hold();
    await folder.client.change(uri, `# one more line\n${POD}`, 2);
    expect(await rulesIn(folder, "app/pod.yaml")).toEqual([]);
    expect(await statusOf(folder, "app/pod.yaml")).toMatchObject({
      rendering: [{ file: "app/kustomization.yaml", state: "edited" }],
    });
    expect(tool.runs()).toBe(before);
    await folder.client.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    while (tool.runs() === before) await new Promise((done) => setTimeout(done, 10));
    // The tool runs now, and is waited for by nobody: an edit is answered meanwhile.
    await folder.client.change(uri, `# two\n# more lines\n${POD}hostPID: a\n`, 3);
    expect(await rulesIn(folder, "app/pod.yaml")).toEqual([]);
    tool.finish();
    // It was given up, since it was started with a text that is gone.
    expect(await statusOf(folder, "app/pod.yaml")).toMatchObject({ rendering: [{ state: "edited" }] });
    await folder.client.change(uri, `# two\n# more lines\n${POD}`, 4);
    await folder.client.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    await until(folder, "app/pod.yaml", "rendered");
    expect(await rulesIn(folder, "app/pod.yaml")).toEqual(["workload/host-pid at 4"]);
  });

  it("an edit elsewhere leaves them alone", async () => {
    const tool = createTool(PRINTS);
    const folder = await openRendered(tool);
    await folder.open("app/pod.yaml");
    await folder.open("alone.yaml");
    await until(folder, "app/pod.yaml", "rendered");
    const before = tool.runs();
    const uri = folder.uriOf("alone.yaml");
    await folder.client.change(uri, FILES["alone.yaml"].replace("spec:", "spec:\n  hostPID: true"), 2);
    expect(await rulesIn(folder, "alone.yaml")).toEqual(["workload/host-pid at 4"]);
    await folder.client.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    expect(await rulesIn(folder, "app/pod.yaml")).toEqual(["workload/host-pid at 2"]);
    expect(tool.runs()).toBe(before);
  });

  it("a patch that nobody has opened counts when it changes on the disk", async () => {
    const tool = createTool(PRINTS);
    const folder = await openRendered(tool);
    await folder.open("app/pod.yaml");
    await until(folder, "app/pod.yaml", "rendered");
    tool.becomes(`cat <<'END'\n${RENDERED.replace("hostPID", "hostIPC")}END`);
    await folder.client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: folder.uriOf("app/patch.yaml"), type: 2 }],
    });
    while ((await rulesIn(folder, "app/pod.yaml"))[0] !== "workload/host-ipc at 2")
      await new Promise((done) => setTimeout(done, 10));
  });

  it("what cannot be rendered is judged as written, and the status says why and what to do", async () => {
    const tool = createTool("echo 'Error: accumulating resources' >&2; exit 1");
    const folder = await openRendered(tool);
    await folder.open("app/pod.yaml");
    await until(folder, "app/pod.yaml", "failed");
    expect(await statusOf(folder, "app/pod.yaml")).toMatchObject({
      rendering: [
        {
          file: "app/kustomization.yaml",
          state: "failed",
          message: "kustomize: Error: accumulating resources",
        },
      ],
    });
    expect(await rulesIn(folder, "app/pod.yaml")).toEqual([]);
    tool.becomes(PRINTS);
    const textDocument = { uri: folder.uriOf("app/pod.yaml") };
    await folder.client.connection.sendNotification("textDocument/didSave", { textDocument });
    await until(folder, "app/pod.yaml", "rendered");
  });

  it("where there is no tool, the status says what to install", async () => {
    const folder = await openRendered({ ...createTool(PRINTS), searchPath: "/nowhere" });
    await folder.open("app/pod.yaml");
    await until(folder, "app/pod.yaml", "failed");
    const [rendering] = (await statusOf(folder, "app/pod.yaml")).rendering;
    expect(rendering?.message).toMatch(
      /^neither kustomize nor kubectl is installed; install it where .*PATH/,
    );
  });

  it("a tool that the workspace brings is not run", async () => {
    const tool = createTool(PRINTS);
    const folder = await openRendered({ ...tool, searchPath: `app${path.delimiter}.` });
    await folder.open("app/pod.yaml");
    await until(folder, "app/pod.yaml", "failed");
    expect(tool.runs()).toBe(0);
  });
});

describe("the browser worker", () => {
  it("has nothing that renders", () => {
    const worker = readFileSync(path.join(ROOT, "dist/browser/server.js"), "utf8");
    expect(worker).not.toContain("child_process");
    expect(worker).not.toContain("workspace.js");
  });
});
