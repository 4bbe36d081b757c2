import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Hover } from "vscode-languageserver-protocol/node";
import { startClient, type TestClient } from "./client";
import { BASELINE, POD } from "./manifests";

const URI = "file:///ws/a.yaml";
let client: TestClient;

beforeEach(async () => {
  client = await startClient({ settings: BASELINE, capabilities: { workspace: { configuration: true } } });
});
afterEach(() => client.stop());

/** The hover at the caret `‸`. */
async function hoverAt(text: string): Promise<{ text: string; range: Hover["range"] } | null> {
  const offset = text.indexOf("‸");
  const before = text.slice(0, offset).split("\n");
  await client.open(URI, text.replace("‸", ""));
  const hover: Hover | null = await client.connection.sendRequest("textDocument/hover", {
    textDocument: { uri: URI },
    position: { line: before.length - 1, character: before.at(-1)?.length ?? 0 },
  });
  return hover && { text: (hover.contents as { value: string }).value, range: hover.range };
}

describe("hover", () => {
  it("explains a finding: why, how to fix it, the standards, the page; not again what the diagnostic says", async () => {
    const hover = await hoverAt(POD.replace("privileged: true", "privileged: tr‸ue"));
    expect(hover?.range).toEqual({ start: { line: 9, character: 20 }, end: { line: 9, character: 24 } });
    expect(hover?.text).toContain("**Container is privileged** — critical, block");
    expect(hover?.text).not.toContain('container "app" is privileged');
    expect(hover?.text).toContain("owns the node");
    expect(hover?.text).toContain("**Fix:** ");
    expect(hover?.text).toContain("Pod Security Standards: baseline");
    expect(hover?.text).toMatch(
      /\[workload\/privileged\]\(https:.*\/docs\/rules\/workload\/privileged\.md\)/,
    );
  });

  it.each([
    ["a field of a container", POD.replace("privileged:", "priv‸ileged:"), "**privileged** — `true` gives"],
    [
      "a field of a pod",
      "apiVersion: v1\nkind: Pod\nspec:\n  host‸PID: false\n",
      "**hostPID** — The pod sees",
    ],
    [
      "a label",
      "apiVersion: v1\nkind: Namespace\nmetadata:\n  labels:\n    pod-security.kube‸rnetes.io/warn: baseline\n",
      "Pod Security level about which",
    ],
    [
      "a verb",
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules:\n  - verbs: [get, esca‸late]\n",
      "**escalate** — ",
    ],
    [
      "a verb in block style",
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules:\n  - verbs:\n      - imper‸sonate\n",
      "**impersonate** — ",
    ],
    [
      "a field of a policy",
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nspec:\n  policy‸Types: [Ingress]\n",
      "**policyTypes** — ",
    ],
  ])("explains %s", async (_name, text, expected) => {
    expect((await hoverAt(text))?.text).toContain(expected);
  });

  it.each([
    ["a field of another kind", "apiVersion: v1\nkind: ConfigMap\nspec:\n  policy‸Types: [x]\n"],
    ["YAML of something else", "services:\n  web:\n    securityContext:\n      priv‸ileged: true\n"],
    ["a comment", "apiVersion: v1\nkind: Pod\n# host‸PID: true\n"],
  ])("says nothing about %s", async (_name, text) => {
    expect(await hoverAt(text)).toBeNull();
  });
});
