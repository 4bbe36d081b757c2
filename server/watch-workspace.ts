import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import type { Diagnostics } from "./diagnostics";
import { runSafely } from "./run-safe";
import type { Session } from "./session";

const CONFIGURATION_FILE = /(^|\/)\.rampart\.yaml$/;
/** What charts are rendered from beside manifests. */
const CHART_FILES = "**/*.{tpl,tgz}";
const MANIFEST_FILE = /\.(ya?ml|json)$/i;

/** Reads the folders of the workspace and follows what changes in them, and which there are. */
export async function watchWorkspace(session: Session, diagnostics: Diagnostics): Promise<void> {
  const { connection, client, documents, log } = session;
  connection.onDidChangeWatchedFiles(({ changes }) => {
    void runSafely(log, "workspace/didChangeWatchedFiles", () => filesChanged(session, diagnostics, changes));
  });
  documents.onDidSave(({ document }) => {
    if (CONFIGURATION_FILE.test(document.uri))
      void runSafely(log, "textDocument/didSave", () => configurationChanged(session, diagnostics));
  });
  if (client.workspaceFolders)
    connection.workspace.onDidChangeWorkspaceFolders((event) => {
      void runSafely(log, "workspace/didChangeWorkspaceFolders", () =>
        foldersChanged(session, diagnostics, event),
      );
    });
  if (client.watchedFilesRegistration)
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: "**/*.{yaml,yml,json}" }, { globPattern: CHART_FILES }],
    });
  await session.indexes.run();
  session.renderings?.indexed();
  session.differences?.renewed();
  diagnostics.othersChanged([]);
}

async function configurationChanged(session: Session, diagnostics: Diagnostics): Promise<void> {
  session.policies.forget();
  await session.indexes.invalidate();
  session.renderings?.configured();
  session.differences?.renewed();
  diagnostics.refresh();
}

async function filesChanged(
  session: Session,
  diagnostics: Diagnostics,
  changes: readonly FileEvent[],
): Promise<void> {
  const ours = changes.filter(({ uri }) => MANIFEST_FILE.test(uri));
  if (ours.some(({ uri }) => CONFIGURATION_FILE.test(uri))) await configurationChanged(session, diagnostics);
  const known = ours.filter(({ uri, type }) => type !== FileChangeType.Created || session.documents.get(uri));
  const created = ours.filter(({ type }) => type === FileChangeType.Created).map(({ uri }) => uri);
  const found = created.length > 0 ? await notIgnored(session, created) : [];
  await session.indexes.reload([...known.map(({ uri }) => uri), ...found]);
  session.renderings?.changedOnDisk(changes.map(({ uri }) => uri));
  session.differences?.renewed();
  if (ours.length > 0) diagnostics.othersChanged([]);
}

/** Of files that are new, those that a search of their folder finds: the others are ignored by git. */
async function notIgnored({ folders, host }: Session, uris: readonly string[]): Promise<string[]> {
  const names = new Map<string, ReadonlySet<string>>();
  const found: string[] = [];
  for (const uri of uris) {
    const { folder, name } = folders.nameOf(uri);
    if (!folder) continue;
    const all = names.get(folder.uri) ?? new Set(await host.files?.find(folder.uri));
    names.set(folder.uri, all);
    if (all.has(name)) found.push(uri);
  }
  return found;
}

async function foldersChanged(
  session: Session,
  diagnostics: Diagnostics,
  { added, removed }: WorkspaceFoldersChangeEvent,
): Promise<void> {
  const gone = new Set(removed.map(({ uri }) => uri.replace(/\/+$/, "")));
  const kept = session.folders.all().map(({ uri }) => uri);
  session.folders.set([...kept.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)]);
  session.manifests.forgetAll();
  session.policies.forget();
  await session.indexes.run();
  session.renderings?.indexed();
  session.differences?.renewed();
  diagnostics.refresh();
}
