import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import manifest from "../../../package.json";
import { closeManifests, findingsOnce, openManifest, PRIVILEGED } from "../suite/manifest";

describe("in a workspace that is not trusted", () => {
  afterEach(closeManifests);

  it("manifests are checked", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const { document } = await openManifest(PRIVILEGED);
    await findingsOnce(document, (found) => found.includes("workload/privileged @ 20:25 true"));
  });

  it("git is not run, although the command can still be called", async () => {
    await vscode.commands.executeCommand("rampart.compareWithBranch", "main");
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      [],
    );
  });

  it("commands that ask a cluster end at once, although they can still be called", async () => {
    const live = manifest.contributes.commands
      .map(({ command }) => command)
      .filter(
        (command) =>
          /^rampart\.(cluster|posture)\./.test(command) ||
          ["rampart.checkAccess", "rampart.triageWorkload", "rampart.compareWithCluster"].includes(command),
      );
    for (const command of ["cluster.whoCan", "posture.open", "triageWorkload"])
      assert.ok(live.includes(`rampart.${command}`), command);
    for (const command of live) assert.equal(await vscode.commands.executeCommand(command), undefined);
  });
});
