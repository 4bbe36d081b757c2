import { describe, expect, it } from "vitest";
import type { WorkspaceEdit } from "vscode-languageserver-protocol/node";
import { RICH_PULL } from "./client";
import { openFolder } from "./folder";

const POD = `apiVersion: v1
kind: Pod
metadata: { name: a, namespace: shop }
spec:
  containers:
    - name: a
      image: registry.example/a:1.2.3
      securityContext:
        privileged: true
`;
const RULE = "workload/privileged";
const LINE = 8;

async function open() {
  const folder = await openFolder(
    { "pod.yaml": POD },
    { capabilities: RICH_PULL, initializationOptions: { commands: ["rampart.ignore"] } },
  );
  await folder.open("pod.yaml");
  return folder;
}

describe("ignoring with a client that asks for the reason", () => {
  it("offers a command that says what is ignored and where", async () => {
    const folder = await open();
    const actions = await folder.client.actions(folder.uriOf("pod.yaml"));
    const offered = actions.filter(({ title }) => title.startsWith(`Ignore ${RULE} `));
    expect(offered.map(({ edit, command }) => [edit, command?.command, command?.arguments])).toEqual(
      ["here", "file"].map((place) => [
        undefined,
        "rampart.ignore",
        [{ uri: folder.uriOf("pod.yaml"), rule: RULE, line: LINE, place }],
      ]),
    );
  });

  it("writes the reason on one line", async () => {
    const folder = await open();
    const ask = (params: object) =>
      folder.client.connection.sendRequest<WorkspaceEdit | null>("rampart/ignore", {
        uri: folder.uriOf("pod.yaml"),
        rule: RULE,
        line: LINE,
        ...params,
      });
    const here = await ask({ place: "here", reason: "  drives the node\n's GPU " });
    expect(here && folder.after("pod.yaml", here)).toBe(
      POD.replace(
        "        privileged",
        `        # rampart-ignore-next-line ${RULE} -- drives the node 's GPU\n        privileged`,
      ),
    );
    const file = await ask({ place: "file", reason: "a lab" });
    expect(file && folder.after("pod.yaml", file)).toBe(`# rampart-ignore-file ${RULE} -- a lab\n${POD}`);
    expect(await ask({ place: "here", reason: "gone", line: 1 })).toBeNull();
  });

  it("adds a rule to a comment that has its reason without asking for another", async () => {
    const folder = await open();
    const uri = folder.uriOf("pod.yaml");
    const comment = "        # rampart-ignore-next-line workload/other -- drives the GPU\n";
    await folder.client.change(uri, POD.replace("        privileged", `${comment}        privileged`), 2);
    const actions = await folder.client.actions(uri);
    const here = actions.find(({ title }) => title.startsWith(`Ignore ${RULE} here`));
    expect(here?.command).toBeUndefined();
    expect(JSON.stringify(here?.edit)).toContain(`, ${RULE}`);
  });
});
