import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import type { Exports } from "../../../client/extension";
import manifest from "../../../package.json";
import { closeManifests, findingsOnce, openManifest, PRIVILEGED } from "./manifest";

const extension = vscode.extensions.getExtension("kube-rampart.kube-rampart");

describe("activation", () => {
  afterEach(closeManifests);

  it("returns within 50 ms and does not wait for the server", async () => {
    assert.ok(extension, "the extension is not installed");
    const { activationMilliseconds }: Exports = await extension.activate();
    assert.ok(activationMilliseconds < 50, `activate() took ${activationMilliseconds} ms`);
  });

  it("registers every command of the manifest", async () => {
    await extension?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands.filter(({ command }) => !registered.has(command));
    assert.deepEqual(
      missing.map(({ command }) => command),
      [],
    );
  });

  it("shows the findings of a manifest, and nothing in other YAML", async () => {
    const { document } = await openManifest(PRIVILEGED);
    const found = await findingsOnce(document, (all) => all.length > 0);
    assert.ok(found.includes("workload/privileged @ 20:25 true"), found.join("\n"));
    const notes = await openManifest("title: Not a manifest\nprivileged: true\n");
    assert.deepEqual(await findingsOnce(notes.document, () => true), []);
  });
});
