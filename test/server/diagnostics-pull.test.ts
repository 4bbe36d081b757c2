import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RICH_PULL, startClient, type TestClient } from "./client";
import { BASELINE, POD } from "./manifests";

const URI = "file:///ws/pod.yaml";
let client: TestClient;

beforeEach(async () => {
  client = await startClient({ settings: BASELINE, capabilities: RICH_PULL });
});
afterEach(() => client.stop());

describe("pull diagnostics", () => {
  it("answers in full, then that nothing changed, then in full again", async () => {
    await client.open(URI, POD);
    const first = await client.pull(URI);
    expect(first).toMatchObject({
      kind: "full",
      items: [{ code: "workload/privileged", range: { start: { line: 9, character: 20 } } }],
    });
    const same = await client.pull(URI, first.resultId);
    expect(same).toEqual({ kind: "unchanged", resultId: first.resultId });
    await client.change(URI, `${POD}# a comment\n`, 2);
    expect(await client.pull(URI, first.resultId)).toEqual(same);
    await client.change(URI, `# a comment\n${POD}`, 3);
    expect(await client.pull(URI, first.resultId)).toMatchObject({
      kind: "full",
      items: [{ code: "workload/privileged", range: { start: { line: 10, character: 20 } } }],
    });
  });

  it("answers for the newest edit that has arrived", async () => {
    await client.open(URI, POD);
    const answer = client.pull(URI);
    void client.change(URI, POD.replace("privileged: true", "privileged: false"), 2);
    expect(await answer).toMatchObject({ kind: "full", items: [] });
  });

  it("publishes nothing", async () => {
    await client.open(URI, POD);
    await client.pull(URI);
    await client.close(URI);
    expect(await client.pull(URI)).toMatchObject({ kind: "full", items: [] });
    expect(client.published).toEqual([]);
  });
});
