import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "../host/eventually";
import { closeManifests } from "./manifest";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");

const CONFIGURATION = `environments:
  dev: { paths: ["dev/**"], profile: dev }
  prod: { paths: ["prod/**"] }
`;

const deployment = (replicas: number) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: shop }
spec:
  replicas: ${replicas}
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      containers: [{ name: api, image: registry.example.com/api:1.2.3 }]
`;

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), new TextEncoder().encode(text));
}

/** The labels of all tabs. */
function tabs(): string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}

describe("comparisons", () => {
  before(async () => {
    await write(".rampart.yaml", CONFIGURATION);
    await write("dev/api.yaml", deployment(1));
    await write("prod/api.yaml", deployment(3));
  });

  after(async () => {
    await closeManifests();
    for (const name of [".rampart.yaml", "dev", "prod"])
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name), { recursive: true });
  });

  it("of environments are shown beside, as Markdown", async () => {
    await vscode.commands.executeCommand("rampart.compareEnvironments", "dev", "prod");
    await eventually(tabs, (labels) => labels.some((label) => label.includes("dev-and-prod.md")), "preview");
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: "rampart-comparison", path: "/dev-and-prod.md" }),
    );
    const text = document.getText();
    assert.match(text, /^## dev and prod: \d+ differences\n/);
    assert.match(text, /^\| .*replicas.* \| 1 \| 3 \|$/m);
  });

  it("that cannot be made show nothing", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("rampart.compareEnvironments", "dev", "test");
    // The workspace of the tests is in no repository.
    await vscode.commands.executeCommand("rampart.compareWithBranch", "main");
    assert.deepEqual(tabs(), []);
  });
});

describe("commands of actions and lenses", () => {
  it("do nothing without what an action or a lens hands over", async () => {
    await vscode.commands.executeCommand("rampart.waive");
    await vscode.commands.executeCommand("rampart.waive", { uri: 1, rule: "workload/privileged" });
    await vscode.commands.executeCommand("rampart.showReferences", "file:///a.yaml");
    await vscode.commands.executeCommand("rampart.simulated.open");
    assert.deepEqual(tabs(), []);
  });
});
