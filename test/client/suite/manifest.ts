import * as vscode from "vscode";
import { eventually } from "../host/eventually";

/** A Deployment with a container that is privileged, on line 20. */
export const PRIVILEGED = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        # The only container.
        - name: api
          image: registry.example.com/shop/api:1.4.2
          securityContext:
            privileged: true # to be removed
`;

/** A Deployment that lacks nothing but what hardening its container, on line 14, brings. */
export const HARDENABLE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      automountServiceAccountToken: false
      containers:
        # The only container.
        - name: api
          image: registry.example.com/shop/api:1.4.2
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 128Mi }
`;

const written: vscode.Uri[] = [];

/** Writes a manifest into the test workspace, for one test, and opens it in an editor. */
export async function openManifest(text: string): Promise<vscode.TextEditor> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the tests need a workspace");
  const uri = vscode.Uri.joinPath(folder.uri, `manifest-${written.length}.yaml`);
  written.push(uri);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Closes every editor and deletes what the test has written, so that the next one sees none of it. */
export async function closeManifests(): Promise<void> {
  await vscode.workspace.saveAll(false);
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  for (const uri of written) {
    await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
  }
}

/** The findings of Rampart in a document, sorted: `rule @ line:column text`, counted from 1. */
export function findings(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "rampart")
    .map(({ code, range }) => {
      const id = typeof code === "object" ? code.value : code;
      return `${id} @ ${range.start.line + 1}:${range.start.character + 1} ${document.getText(range)}`;
    })
    .sort();
}

/** Waits until the findings of a document satisfy. */
export async function findingsOnce(
  document: vscode.TextDocument,
  satisfy: (found: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return await eventually(() => findings(document), satisfy, `findings of ${document.fileName}`);
}
