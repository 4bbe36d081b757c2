import { describe, expect, it } from "vitest";
import type {
  ClientCapabilities,
  CodeAction,
  Diagnostic,
  DocumentDiagnosticReport,
  WorkspaceDiagnosticReport,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { parseConfiguration } from "../../engine/policy/parse-configuration";
import { RICH_PULL } from "./client";
import { openFolder, type TestFolder } from "./folder";
import { HOST_PID } from "./manifests";

const POD = HOST_PID.replace("name: web", "name: web\n  namespace: shop");
const CREATES: ClientCapabilities = {
  ...RICH_PULL,
  workspace: {
    ...RICH_PULL.workspace,
    workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
  },
};

const waiver = (fields: string) =>
  `profile: pss-baseline\nwaivers:\n  - rule: workload/host-pid\n    resource: shop/Pod/web\n${fields}`;
const ANSWERED = "    owner: ann\n    reason: debugging\n    expires: 2999-12-31\n";

async function codes(folder: TestFolder, name: string): Promise<unknown[]> {
  await folder.open(name);
  const answer: DocumentDiagnosticReport = await folder.client.pull(folder.uriOf(name));
  return answer.kind === "full" ? answer.items.map(({ code }) => code) : [];
}

async function ofConfiguration(folder: TestFolder): Promise<Diagnostic[]> {
  const report: WorkspaceDiagnosticReport = await folder.client.connection.sendRequest(
    "workspace/diagnostic",
    {
      previousResultIds: [],
    },
  );
  return report.items.flatMap((each) =>
    each.kind === "full" && each.uri.endsWith(".rampart.yaml") ? each.items : [],
  );
}

describe("a waiver", () => {
  it("silences what it covers, and is shown from there", async () => {
    const folder = await openFolder({ "pod.yaml": POD, ".rampart.yaml": waiver(ANSWERED) });
    expect(await codes(folder, "pod.yaml")).toEqual([]);
    expect(
      await folder.client.connection.sendRequest("rampart/status", { uri: folder.uriOf("pod.yaml") }),
    ).toMatchObject({
      suppressed: 1,
      findings: { block: 0 },
    });
    const actions = await folder.client.actions(folder.uriOf("pod.yaml"), { only: ["quickfix"] });
    expect(actions.map(({ command }) => command)).toContainEqual({
      title: "Show the waiver of workload/host-pid (ann, until 2999-12-31)",
      command: "rampart.showPlace",
      arguments: [
        {
          uri: folder.uriOf(".rampart.yaml"),
          range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
        },
      ],
    });
  });

  it("is offered behind what mends and what ignores, and before what only explains", async () => {
    const folder = await openFolder(
      { "pod.yaml": POD.replace("hostPID: true", "hostPID: true\n  hostIPC: true") },
      { capabilities: CREATES, initializationOptions: { commands: ["rampart.showRule"] } },
    );
    await folder.open("pod.yaml");
    const actions = await folder.client.actions(folder.uriOf("pod.yaml"), { only: ["quickfix"] });
    const kinds = actions.map(({ title }) => /^(?:Ignore|Waive|Show rule)/.exec(title)?.[0] ?? "mends");
    expect(kinds.filter((kind, at) => kind !== kinds[at - 1])).toEqual([
      "mends",
      "Ignore",
      "Waive",
      "Show rule",
    ]);
  });

  it.each([
    ["has no owner", "    owner: ''\n    reason: debugging\n    expires: 2999-12-31\n"],
    ["has no reason yet", "    owner: ann\n    reason:\n    expires: 2999-12-31\n"],
    ["is over", ANSWERED.replace("2999", "2001")],
    ["is for another resource", ANSWERED.replace("    owner", "    path: other/**\n    owner")],
  ])("silences nothing where it %s", async (_what, fields) => {
    const folder = await openFolder({ "pod.yaml": POD, ".rampart.yaml": waiver(fields) });
    expect(await codes(folder, "pod.yaml")).toContain("workload/host-pid");
  });

  it("is a finding of its own where it is over, and where it covers nothing", async () => {
    const text = `waivers:
  - { rule: workload/host-pid, owner: ann, reason: r, expires: 2001-01-01 }
  - { rule: workload/host-ipc, owner: ann, reason: r, expires: 2999-01-01 }
`;
    const folder = await openFolder({ "pod.yaml": POD, ".rampart.yaml": text });
    expect((await ofConfiguration(folder)).map(({ code, range }) => [code, range.start])).toEqual([
      ["operations/expired-waiver", { line: 1, character: 63 }],
      ["operations/unused-waiver", { line: 2, character: 12 }],
    ]);
  });
});

async function waive(folder: TestFolder, name: string): Promise<CodeAction> {
  await folder.open(name);
  const actions = await folder.client.actions(folder.uriOf(name), { only: ["quickfix"] });
  const found = actions.find(({ title }) => title.startsWith("Waive workload/host-pid "));
  if (!found) throw new Error(actions.map(({ title }) => title).join("; "));
  return found;
}

const EXPIRES = /expires: \d{4}-\d{2}-\d{2}/;

describe("the command that shows a place", () => {
  it("asks the client to show it, and nothing else", async () => {
    const folder = await openFolder({ "pod.yaml": POD });
    const shown: unknown[] = [];
    folder.client.connection.onRequest("window/showDocument", (params) => {
      shown.push(params);
      return { success: true };
    });
    const start = { line: 2, character: 0 };
    const place = { uri: folder.uriOf(".rampart.yaml"), range: { start, end: start } };
    const run = (command: string, ...args: unknown[]) =>
      folder.client.connection.sendRequest("workspace/executeCommand", { command, arguments: args });
    expect(await run("rampart.showPlace", place)).toBeNull();
    expect(await run("rampart.showPlace", 7)).toBeNull();
    expect(await run("rampart.unknown", place)).toBeNull();
    expect(shown).toEqual([{ uri: place.uri, selection: place.range, takeFocus: true }]);
  });
});

describe("the action that writes a waiver", () => {
  it("creates the configuration, which then says that owner and reason are missing", async () => {
    const folder = await openFolder({ "deploy/pod.yaml": POD }, { capabilities: CREATES });
    const action = await waive(folder, "deploy/pod.yaml");
    expect(action.title).toBe("Waive workload/host-pid for shop/Pod/web with owner, reason and date");
    expect(action.edit?.documentChanges?.[0]).toEqual({
      kind: "create",
      uri: folder.uriOf(".rampart.yaml"),
      options: { ignoreIfExists: true },
    });
    const text = folder.after(".rampart.yaml", action.edit as WorkspaceEdit);
    expect(text.replace(EXPIRES, "expires: DAY")).toBe(
      "waivers:\n  - rule: workload/host-pid\n    resource: shop/Pod/web\n    owner:\n    reason:\n    expires: DAY\n",
    );
    const problems = parseConfiguration(".rampart.yaml", text).problems.map(({ message }) => message);
    expect(problems).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/lacks "owner"/),
        expect.stringMatching(/lacks "reason"/),
      ]),
    );
  });

  it("adds to the nearest configuration, and lets the author fill in where the client can", async () => {
    const before =
      "profile: prod # keep\nwaivers:\n- rule: a/b\n  owner: x\n  reason: y\n  expires: 2999-01-01\n";
    const folder = await openFolder(
      { ".rampart.yaml": "profile: dev\n", "deploy/.rampart.yaml": before, "deploy/pod.yaml": POD },
      {
        capabilities: {
          ...RICH_PULL,
          workspace: {
            ...RICH_PULL.workspace,
            workspaceEdit: { documentChanges: true, snippetEditSupport: true },
          },
        },
      },
    );
    const [change] = (await waive(folder, "deploy/pod.yaml")).edit?.documentChanges ?? [];
    expect(change).toMatchObject({
      textDocument: { uri: folder.uriOf("deploy/.rampart.yaml"), version: null },
    });
    const [edit] = (change as { edits: { snippet: { value: string } }[] }).edits;
    expect(edit?.snippet.value.replace(EXPIRES, "expires: DAY")).toBe(
      [
        "",
        "- rule: workload/host-pid",
        "  resource: shop/Pod/web",
        "  owner: $" + "{1}",
        "  reason: $" + "{2}",
        "  expires: DAY",
      ].join("\n"),
    );
  });

  it("is a command where the client asks for owner and reason itself", async () => {
    const folder = await openFolder(
      { "pod.yaml": POD, ".rampart.yaml": "profile: prod\n" },
      { initializationOptions: { commands: ["rampart.waive"] } },
    );
    const { command, edit } = await waive(folder, "pod.yaml");
    expect(edit).toBeUndefined();
    expect(command).toMatchObject({
      command: "rampart.waive",
      arguments: [{ uri: folder.uriOf("pod.yaml"), rule: "workload/host-pid", resource: "shop/Pod/web" }],
    });
    const params = { ...command?.arguments?.[0], owner: "ann: she", reason: 'it\'s "fine" {for now}' };
    const answer: { edit: WorkspaceEdit; configuration: string } = await folder.client.connection.sendRequest(
      "rampart/waive",
      params,
    );
    expect(answer.configuration).toBe(folder.uriOf(".rampart.yaml"));
    const written = parseConfiguration(".rampart.yaml", folder.after(".rampart.yaml", answer.edit));
    expect(written.problems).toEqual([]);
    expect(written.configuration.waivers).toMatchObject([
      {
        rule: "workload/host-pid",
        resource: "shop/Pod/web",
        owner: "ann: she",
        reason: 'it\'s "fine" {for now}',
      },
    ]);
  });
});
