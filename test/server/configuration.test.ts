import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CompletionList, Hover } from "vscode-languageserver-protocol/node";
import { RICH, startClient, type TestClient } from "./client";
import { openFolder } from "./folder";
import { HOST_PID } from "./manifests";

const URI = "file:///ws/.rampart.yaml";
let client: TestClient;

beforeEach(async () => {
  client = await startClient({ capabilities: RICH });
});
afterEach(() => client.stop());

async function completeAt(marked: string): Promise<string[]> {
  const before = marked.slice(0, marked.indexOf("‸")).split("\n");
  await client.open(URI, marked.replace("‸", ""));
  const list: CompletionList = await client.connection.sendRequest("textDocument/completion", {
    textDocument: { uri: URI },
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  });
  await client.close(URI);
  return list.items.filter(({ kind }) => kind !== 15).map(({ label }) => label);
}

describe("the configuration file", () => {
  it("is told what is wrong in it, with the place and a suggestion", async () => {
    await client.open(URI, "profile: dev\nenviroments: {}\nclusterDns: kubedns\n");
    expect(await client.diagnosticsOf(URI)).toEqual([
      {
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 11 } },
        severity: 1,
        source: "rampart",
        code: "configuration",
        message: expect.stringContaining('did you mean "environments"'),
      },
      {
        range: { start: { line: 2, character: 12 }, end: { line: 2, character: 19 } },
        severity: 1,
        source: "rampart",
        code: "configuration",
        message: expect.stringContaining('did you mean "kube-dns"'),
      },
    ]);
    await client.change(URI, "profile: dev\n", 2);
    expect(await client.diagnosticsOf(URI, 2)).toEqual([]);
  });

  it("is completed from its schema", async () => {
    expect(await completeAt("pro‸")).toEqual(expect.arrayContaining(["profile", "profiles", "waivers"]));
    expect(await completeAt("profile: ‸")).toEqual([
      "prod",
      "dev",
      "strict",
      "pss-baseline",
      "pss-restricted",
    ]);
    expect(await completeAt("cloud: ‸")).toEqual(["aks", "eks", "gke"]);
    expect(await completeAt("waivers:\n  - rule: x\n    ow‸")).toEqual([
      "rule",
      "resource",
      "path",
      "owner",
      "reason",
      "expires",
    ]);
    expect(await completeAt("waivers:\n  - rule: workload/‸")).toContain("workload/host-pid");
    expect(await completeAt("rules:\n  work‸")).toContain("workload/host-pid");
    expect(await completeAt("rules:\n  workload/host-pid: ‸")).toEqual(
      expect.arrayContaining(["off", "hint"]),
    );
    expect(await completeAt("profiles:\n  mine:\n    levels:\n      ‸")).toEqual([
      "critical",
      "high",
      "medium",
      "low",
    ]);
  });

  it("holds where it is right while a waiver is half written, and the status says what is left out", async () => {
    const half =
      "profile: dev\nwaivers:\n  - rule: workload/host-pid\n    owner: ''\n    reason: r\n    expires: 2999-01-01\n";
    const folder = await openFolder({
      ".rampart.yaml": half,
      "pod.yaml": HOST_PID,
      "deep/.rampart.yaml": "profil: x\n",
    });
    await folder.open("pod.yaml");
    const status = await folder.client.connection.sendRequest("rampart/status", {
      uri: folder.uriOf("pod.yaml"),
    });
    expect(status).toMatchObject({
      profile: "dev",
      suppressed: 0,
      configuration: [{ file: ".rampart.yaml", line: 2, message: expect.stringContaining('lacks "owner"') }],
    });
  });

  it("is explained on hover", async () => {
    await client.open(URI, "environments:\n  prod:\n    paths: [a]\n");
    const hover: Hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: URI },
      position: { line: 2, character: 5 },
    });
    expect(hover.contents).toEqual({ kind: "markdown", value: "**paths** — Globs of files." });
  });
});
