import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { eventually } from "../host/eventually";
import { closeManifests, findingsOnce } from "./manifest";

const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
const uriOf = (name: string) => vscode.Uri.joinPath(folder, name);

const EDGE = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop, namespace: shop }
spec:
  ingressClassName: public
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /cart
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
          - path: /admin
            pathType: Prefix
            backend: { service: { name: web, port: { number: 80 } } }
    - host: api.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: api, port: { number: 80 } } }
`;
const CONFIGURATION = `# What the shop shows.
ingress:
  - host: shop.example.com
    paths: [/cart] # no more
`;
const AT_ADMIN = "edge/ingress-inventory @ 13:19 /admin";
const AT_API = "edge/ingress-inventory @ 16:13 api.example.com";

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(text));
}

async function configuration(): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uriOf(".rampart.yaml")));
}

describe("the inventory of the edge", () => {
  before(async () => {
    await write(".rampart.yaml", CONFIGURATION);
    await write("edge.yaml", EDGE);
  });

  after(async () => {
    await closeManifests();
    for (const name of [".rampart.yaml", "edge.yaml"]) await vscode.workspace.fs.delete(uriOf(name));
  });

  it("gets one path from the finding, or all that exists by command, and the findings go", async () => {
    const document = await vscode.workspace.openTextDocument(uriOf("edge.yaml"));
    await vscode.window.showTextDocument(document);
    await findingsOnce(document, (found) => found.includes(AT_ADMIN) && found.includes(AT_API));
    const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(12, 20, 12, 20),
      vscode.CodeActionKind.QuickFix.value,
    );
    const add = offered.find(
      ({ title }) => title === 'Add path "/admin" of "shop.example.com" to the ingress inventory',
    );
    assert.equal(add?.command?.command, "rampart.writeInventory");
    await vscode.commands.executeCommand(add.command.command, ...(add.command.arguments ?? []));
    const withPath = CONFIGURATION.replace("[/cart]", "[/cart, /admin]");
    assert.equal(await configuration(), withPath);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, uriOf(".rampart.yaml").path);
    await findingsOnce(document, (found) => !found.includes(AT_ADMIN) && found.includes(AT_API));

    await vscode.commands.executeCommand("rampart.writeInventory");
    assert.equal(await configuration(), `${withPath}  - host: api.example.com\n`);
    await findingsOnce(document, (found) =>
      found.every((each) => !each.startsWith("edge/ingress-inventory ")),
    );

    // It holds everything now: nothing is written, nothing is left to save.
    await vscode.commands.executeCommand("rampart.writeInventory");
    assert.equal(await configuration(), `${withPath}  - host: api.example.com\n`);
    assert.deepEqual(
      vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ fileName }) => fileName),
      [],
    );
  });

  it("is created where there is no configuration", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(uriOf(".rampart.yaml"));
    await eventually(
      () => vscode.workspace.textDocuments.map(({ uri }) => uri.path),
      (open) => !open.includes(uriOf(".rampart.yaml").path),
      "closed documents",
    );
    await vscode.commands.executeCommand("rampart.writeInventory");
    const text = await eventually(
      () => configuration().catch(() => ""),
      (found) => found !== "",
      "configuration",
    );
    assert.equal(
      text,
      'ingress:\n  - host: "api.example.com"\n  - host: "shop.example.com"\n    paths:\n      - "/admin"\n      - "/cart"\n',
    );
  });
});
