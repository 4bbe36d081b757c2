import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver-protocol/node";
import { applyAction, RICH, startClient, type TestClient } from "./client";
import { BASELINE, HOST_PID } from "./manifests";

const URI = "file:///ws/pod.yaml";

const PLAIN = `apiVersion: v1
kind: Pod
metadata:
  name: web # keep me
spec:
  containers:
  -   name: app
      image: registry.example/app:1.2.3
`;

let client: TestClient;
let settings: unknown = BASELINE();

beforeEach(async () => {
  client = await startClient({
    settings: () => settings,
    capabilities: RICH,
    initializationOptions: { commands: ["rampart.showRule"] },
  });
});
afterEach(async () => {
  await client.stop();
  settings = BASELINE();
});

async function openWith(text: string, profile: string): Promise<void> {
  settings = { profile };
  await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await client.open(URI, text);
  await client.diagnosticsOf(URI);
}

function titled(actions: readonly CodeAction[], title: string | RegExp): CodeAction {
  const found = actions.find((action) =>
    typeof title === "string" ? action.title === title : title.test(action.title),
  );
  if (!found) throw new Error(`no action ${title} among ${actions.map((action) => action.title).join("; ")}`);
  return found;
}

describe("code actions", () => {
  it("lists the whole family for one finding", async () => {
    await openWith(HOST_PID, "pss-baseline");
    const actions = await client.actions(URI);
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      [expect.any(String), "quickfix"],
      ["Ignore workload/host-pid here (blocks until there is a waiver)", "quickfix"],
      ["Ignore workload/host-pid in this file (blocks until there is a waiver)", "quickfix"],
      ["Show rule workload/host-pid", "quickfix"],
    ]);
    expect(actions.map(({ isPreferred }) => isPreferred)).toEqual([true, undefined, undefined, undefined]);
    expect(actions.every(({ diagnostics }) => diagnostics?.[0]?.code === "workload/host-pid")).toBe(true);
    expect(actions[3]?.command).toEqual({
      title: "Show rule workload/host-pid",
      command: "rampart.showRule",
      arguments: ["workload/host-pid"],
    });
  });

  it("offers nothing where nothing is found, and nothing that was not asked for", async () => {
    await openWith(HOST_PID, "pss-baseline");
    const start = { line: 0, character: 0 };
    expect(await client.actions(URI, { range: { start, end: start } })).toEqual([]);
    expect(await client.actions(URI, { only: ["source.organizeImports"] })).toEqual([]);
    expect(await client.actions(URI, { only: ["source.fixAll"] })).toEqual([]);
  });

  it("fixes one finding in a versioned edit, after which it is gone", async () => {
    await openWith(HOST_PID, "pss-baseline");
    const [action] = await client.actions(URI, { only: ["quickfix"] });
    expect(action?.edit?.documentChanges).toMatchObject([{ textDocument: { uri: URI, version: 1 } }]);
    const fixed = applyAction(HOST_PID, URI, action as CodeAction);
    expect(fixed).toBe(HOST_PID.replace("hostPID: true", "hostPID: false"));
    await client.change(URI, fixed, 2);
    expect(await client.diagnosticsOf(URI, 2)).toEqual([]);
  });

  it("hardens a container in one preferred step, after which the restricted standard is met", async () => {
    await openWith(PLAIN, "pss-restricted");
    const actions = await client.actions(URI);
    expect(actions[0]?.title).toMatch(/^Harden this container \(may break /);
    expect(actions.filter(({ isPreferred }) => isPreferred).map(({ title }) => title)).toContain(
      actions[0]?.title,
    );
    const hardened = applyAction(PLAIN, URI, titled(actions, /^Harden this container/));
    expect(hardened.startsWith(PLAIN.slice(0, PLAIN.indexOf("spec:")))).toBe(true);
    expect(hardened).toContain("      securityContext:\n");
    await client.change(URI, hardened, 2);
    expect(await client.diagnosticsOf(URI, 2)).toEqual([]);
  });

  it("fixes all of one rule in the file", async () => {
    const two = `${HOST_PID}---\n${HOST_PID.replace("name: web", "name: api")}`;
    await openWith(two, "pss-baseline");
    const offered = titled(
      await client.actions(URI),
      /^Fix all 2 of “Pod shares the node's processes” in this file$/,
    );
    expect(offered.edit).toBeUndefined();
    const action: CodeAction = await client.connection.sendRequest("codeAction/resolve", offered);
    expect(applyAction(two, URI, action)).toBe(two.replaceAll("hostPID: true", "hostPID: false"));
  });

  it("applies every safe fix of the file at once", async () => {
    await openWith(PLAIN, "pss-restricted");
    const [offered, ...others] = await client.actions(URI, { only: ["source.fixAll.rampart"] });
    expect(others).toEqual([]);
    expect(offered?.kind).toBe("source.fixAll.rampart");
    const action: CodeAction = await client.connection.sendRequest("codeAction/resolve", offered);
    const fixed = applyAction(PLAIN, URI, action);
    expect(fixed).toContain("type: RuntimeDefault");
    expect(fixed).toContain("name: web # keep me\n");
    await client.change(URI, fixed, 2);
    await client.diagnosticsOf(URI, 2);
    expect(await client.actions(URI, { only: ["source.fixAll.rampart"] })).toEqual([]);
  });

  it("hardens every container as a refactoring", async () => {
    const two = PLAIN.replace(
      "  -   name: app",
      "  -   name: sidecar\n      image: registry.example/s:1.0.0\n  -   name: app",
    );
    await openWith(two, "pss-restricted");
    const [offered] = await client.actions(URI, { only: ["refactor"] });
    const action: CodeAction = await client.connection.sendRequest("codeAction/resolve", offered);
    await client.change(URI, applyAction(two, URI, action), 2);
    expect(await client.diagnosticsOf(URI, 2)).toEqual([]);
  });

  it("ignores a finding in a comment above its line, and adds a rule to the comment that is there", async () => {
    await openWith(PLAIN, "dev");
    const before = await client.actions(URI);
    const [first, second] = before.filter(({ title }) => /^Ignore .* here/.test(title));
    const rule = first?.diagnostics?.[0]?.code;
    const line = first?.diagnostics?.[0]?.range.start.line ?? 0;
    const lines = PLAIN.split("\n");
    const indent = /^ */.exec(lines[line] ?? "")?.[0];
    const ignored = applyAction(PLAIN, URI, first as CodeAction);
    expect(ignored).toBe(
      [
        ...lines.slice(0, line),
        `${indent}# rampart-ignore-next-line ${rule} -- reason`,
        ...lines.slice(line),
      ].join("\n"),
    );
    await client.change(URI, ignored, 2);
    expect((await client.diagnosticsOf(URI, 2)).map(({ code }) => code)).not.toContain(rule);
    if (second?.diagnostics?.[0]?.range.start.line !== line) return;
    const other = second.diagnostics[0].code;
    const again = titled(await client.actions(URI), `Ignore ${other} here`);
    expect(applyAction(ignored, URI, again)).toContain(
      `# rampart-ignore-next-line ${rule}, ${other} -- reason`,
    );
  });

  it("ignores in an annotation where a comment would not be one", async () => {
    const json =
      '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"x:1","securityContext":{"privileged":true}}]}}\n';
    await openWith(json, "dev");
    const action = titled(await client.actions(URI), "Ignore workload/privileged in this resource");
    const ignored = applyAction(json, URI, action);
    expect(JSON.parse(ignored).metadata.annotations).toEqual({
      "kube-rampart/ignore.workload.privileged": "reason",
    });
    await client.change(URI, ignored, 2);
    expect((await client.diagnosticsOf(URI, 2)).map(({ code }) => code)).not.toContain("workload/privileged");
  });
});
