import { describe, expect, it, onTestFinished } from "vitest";
import type { WorkspaceDiagnosticReport } from "vscode-languageserver-protocol/node";
import { RICH_PULL, startClient } from "./client";

const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop }
spec:
  containers:
    - name: a
      image: registry.example/a:1.2.3
      securityContext: { privileged: true }
`;

describe("a document that is closed", () => {
  it("takes its findings with it, even if the client asked for them just before and then forgot it", async () => {
    const client = await startClient({ capabilities: RICH_PULL });
    onTestFinished(() => client.stop());
    const uri = "file:///drafts/draft.yaml";
    const workspaceReport = () =>
      client.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
        previousResultIds: [],
      });
    await client.open(uri, PRIVILEGED);
    const before = await client.pull(uri);
    expect(before.kind === "full" && before.items.length).toBeGreaterThan(0);
    const next = workspaceReport();
    await client.close(uri);
    expect((await next).items.map(({ uri: of, ...rest }) => [of, "items" in rest && rest.items])).toEqual([
      [uri, []],
    ]);
  });
});
