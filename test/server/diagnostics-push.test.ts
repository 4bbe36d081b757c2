import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startClient, type TestClient } from "./client";
import { BASELINE, POD } from "./manifests";

let client: TestClient;

beforeEach(async () => {
  client = await startClient({ settings: BASELINE, capabilities: { workspace: { configuration: true } } });
});
afterEach(() => client.stop());

describe("push diagnostics", () => {
  it("publishes the finding of a document with everything that identifies it", async () => {
    await client.open("file:///ws/pod.yaml", POD);
    expect(await client.diagnosticsOf("file:///ws/pod.yaml")).toEqual([
      {
        range: { start: { line: 9, character: 20 }, end: { line: 9, character: 24 } },
        severity: 1,
        source: "rampart",
        code: "workload/privileged",
        codeDescription: { href: expect.stringMatching(/^https:.*\/docs\/rules\/workload\/privileged\.md$/) },
        message: expect.stringMatching(/^container "app" is privileged/),
        data: {
          resource: "Pod web",
          path: ["spec", "containers", 0, "securityContext", "privileged"],
        },
      },
    ]);
  });

  it("publishes nothing but the newest version of a burst of edits", async () => {
    const uri = "file:///ws/pod.yaml";
    await client.open(uri, POD);
    for (let version = 2; version <= 30; version++)
      void client.change(uri, `${POD}# ${"x".repeat(version)}\n`, version);
    void client.change(uri, POD.replace("privileged: true", "privileged: false"), 31);
    expect(await client.diagnosticsOf(uri, 31)).toEqual([]);
    const versions = client.published.map(({ version }) => version ?? 0);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    expect(versions.at(-1)).toBe(31);
  });

  it("moves findings with the documents before them, and keeps them when a neighbour is half typed", async () => {
    const uri = "file:///ws/pod.yaml";
    const broken = "apiVersion: v1\nkind: [\n";
    await client.open(uri, `${broken}---\n${POD}`);
    expect((await client.diagnosticsOf(uri)).map(({ code, range }) => [code, range.start])).toEqual([
      ["workload/privileged", { line: 12, character: 20 }],
    ]);
    await client.change(uri, `# a comment\n${broken}---\n${POD}`, 2);
    expect((await client.diagnosticsOf(uri, 2)).map(({ code, range }) => [code, range.start])).toEqual([
      ["workload/privileged", { line: 13, character: 20 }],
    ]);
  });

  it("clears what it showed when the document is closed", async () => {
    const uri = "file:///ws/pod.yaml";
    await client.open(uri, POD);
    await client.diagnosticsOf(uri);
    await client.close(uri);
    await client.open("file:///ws/other.yaml", POD);
    await client.diagnosticsOf("file:///ws/other.yaml");
    expect(client.published.findLast((each) => each.uri === uri)?.diagnostics).toEqual([]);
  });

  it.each([
    [
      "YAML of something else",
      "file:///ws/compose.yaml",
      "services:\n  web:\n    privileged: true\n",
      "yaml",
    ],
    ["a template", "file:///ws/t.yaml", `${POD}  nodeName: {{ .Values.node }}\n`, "helm"],
    ["a patch", "file:///ws/p.yaml", `$patch: merge\n${POD}`, "yaml"],
    ["a syntax error", "file:///ws/e.yaml", `${POD}  nodeName: [\n`, "yaml"],
    ["the other side of a comparison", "git:/ws/pod.yaml", POD, "yaml"],
  ])("says nothing about %s", async (_name, uri, text, language) => {
    await client.open(uri, text, 1, language);
    await client.open("file:///ws/last.yaml", POD);
    await client.diagnosticsOf("file:///ws/last.yaml");
    expect(
      client.published.filter((each) => each.uri === uri).flatMap(({ diagnostics }) => diagnostics),
    ).toEqual([]);
  });

  it("judges JSON manifests and CRLF files", async () => {
    await client.open(
      "file:///ws/pod.json",
      '{"apiVersion":"v1","kind":"Pod","spec":{"hostNetwork":false,"containers":[{"name":"a","securityContext":{"privileged":true}}]}}',
      1,
      "json",
    );
    await client.open("file:///ws/crlf.yaml", POD.replaceAll("\n", "\r\n"));
    expect((await client.diagnosticsOf("file:///ws/pod.json")).map(({ range }) => range)).toEqual([
      { start: { line: 0, character: 118 }, end: { line: 0, character: 122 } },
    ]);
    expect((await client.diagnosticsOf("file:///ws/crlf.yaml")).map(({ range }) => range)).toEqual([
      { start: { line: 9, character: 20 }, end: { line: 9, character: 24 } },
    ]);
  });
});
