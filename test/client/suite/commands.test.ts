import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "../host/eventually";
import { closeManifests, findingsOnce, HARDENABLE, openManifest, PRIVILEGED } from "./manifest";

const FINDING = "workload/privileged @ 20:25 true";

/** Code actions of a kind for a range, as VS Code offers them. */
async function actionsAt(document: vscode.TextDocument, range: vscode.Range, kind: vscode.CodeActionKind) {
  return await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    range,
    kind.value,
    20,
  );
}

describe("findings", () => {
  afterEach(closeManifests);

  it("carry the rule, the severity of the level, and a page", async () => {
    const { document } = await openManifest(PRIVILEGED);
    await findingsOnce(document, (found) => found.includes(FINDING));
    const privileged = vscode.languages
      .getDiagnostics(document.uri)
      .find(({ code }) => typeof code === "object" && code.value === "workload/privileged");
    assert.equal(privileged?.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(privileged?.source, "rampart");
    const target = typeof privileged?.code === "object" ? privileged.code.target.toString(true) : "";
    assert.match(target, /\/docs\/rules\/workload\/privileged\.md$/);
  });

  it("follow what is typed", async () => {
    const editor = await openManifest(PRIVILEGED);
    await findingsOnce(editor.document, (found) => found.includes(FINDING));
    const value = new vscode.Range(19, 24, 19, 28);
    assert.equal(editor.document.getText(value), "true");
    await editor.edit((edit) => edit.replace(value, "false"));
    await findingsOnce(editor.document, (found) =>
      found.every((each) => !each.startsWith("workload/privileged ")),
    );
  });

  it("obey the settings", async () => {
    const { document } = await openManifest(PRIVILEGED);
    await findingsOnce(document, (found) => found.includes(FINDING));
    const settings = vscode.workspace.getConfiguration("rampart");
    await settings.update("rules", { "workload/privileged": "off" }, vscode.ConfigurationTarget.Workspace);
    try {
      await findingsOnce(document, (found) => !found.includes(FINDING) && found.length > 0);
    } finally {
      await settings.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    }
    await findingsOnce(document, (found) => found.includes(FINDING));
  });
});

describe("fixes", () => {
  afterEach(closeManifests);

  it("are quick fixes at the finding, the hardening first and preferred", async () => {
    const { document } = await openManifest(HARDENABLE);
    await findingsOnce(document, (found) => found.length === 5);
    const offered = await actionsAt(
      document,
      new vscode.Range(13, 18, 13, 18),
      vscode.CodeActionKind.QuickFix,
    );
    assert.match(offered[0]?.title ?? "", /^Harden this container \(may break an image that /);
    assert.equal(offered[0]?.isPreferred, true);
    assert.ok(offered.some(({ title }) => title === "Show rule workload/run-as-non-root"));
    assert.ok(offered.some(({ title }) => title.startsWith("Ignore workload/run-as-non-root here")));
  });

  it("harden a container by command, and leave its comments", async () => {
    const editor = await openManifest(HARDENABLE);
    await findingsOnce(editor.document, (found) =>
      found.some((each) => each.startsWith("workload/run-as-non-root ")),
    );
    editor.selection = new vscode.Selection(13, 18, 13, 18);
    await vscode.commands.executeCommand("rampart.hardenContainer");
    const found = await findingsOnce(
      editor.document,
      (all) => !all.some((each) => each.startsWith("workload/run-as-non-root ")),
    );
    assert.deepEqual(found, []);
    const text = editor.document.getText();
    assert.match(text, /# The only container\./);
    assert.match(text, /^ {10}securityContext:\n {12}runAsNonRoot: true$/m);
    assert.match(text, /^ {12}readOnlyRootFilesystem: true$/m);
  });

  it("harden from anywhere in the file where only one container can be", async () => {
    const editor = await openManifest(HARDENABLE);
    await findingsOnce(editor.document, (found) => found.length > 0);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await vscode.commands.executeCommand("rampart.hardenContainer");
    await findingsOnce(editor.document, (found) => found.length === 0);
  });

  it("are applied to the whole file where they are safe", async () => {
    const editor = await openManifest(HARDENABLE);
    await findingsOnce(editor.document, (found) =>
      found.some((each) => each.startsWith("workload/seccomp-profile ")),
    );
    await vscode.commands.executeCommand("rampart.fixAll");
    const found = await findingsOnce(
      editor.document,
      (all) => !all.some((each) => each.startsWith("workload/seccomp-profile ")),
    );
    // What may break an image is left to the author.
    assert.ok(
      found.some((each) => each.startsWith("workload/run-as-non-root ")),
      found.join("\n"),
    );
    assert.match(editor.document.getText(), /seccompProfile:\n\s+type: RuntimeDefault/);
  });

  it("run on save where the user says so", async () => {
    const { document } = await openManifest(HARDENABLE);
    await findingsOnce(document, (found) => found.length > 0);
    const [action] = await actionsAt(
      document,
      new vscode.Range(0, 0, document.lineCount, 0),
      vscode.CodeActionKind.SourceFixAll,
    );
    assert.equal(action?.kind?.value, "source.fixAll.rampart");
    assert.ok(action?.edit, "the edit was not worked out");
  });
});

describe("commands", () => {
  afterEach(closeManifests);

  it("restart the server, and findings come back", async () => {
    const { document } = await openManifest(PRIVILEGED);
    await findingsOnce(document, (found) => found.includes(FINDING));
    await vscode.commands.executeCommand("rampart.restartServer");
    await findingsOnce(document, (found) => found.includes(FINDING));
  });

  it("show a rule's page in a preview", async () => {
    await vscode.commands.executeCommand("rampart.showRule", "workload/privileged");
    const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await eventually(labels, (all) => all.some((label) => label.includes("privileged")), "preview");
  });

  it("take no path for a rule", async () => {
    // Asks the user instead, who closes the list.
    let ended = false;
    void vscode.commands.executeCommand("rampart.showRule", "../../package").then(() => {
      ended = true;
    });
    await eventually(
      async () => {
        await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
        return ended;
      },
      (isEnded) => isEnded,
      "end of the command",
    );
    assert.deepEqual(
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
      [],
    );
  });

  it("show the output", async () => {
    await vscode.commands.executeCommand("rampart.showOutput");
  });
});
