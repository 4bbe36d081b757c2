import type { SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { readManifestFile } from "../../engine/analyze-file";
import type { Change } from "../../engine/fixes/fix";
import { editDocument } from "../../engine/yaml/edit";
import { createLineIndex } from "../../engine/yaml/text-position";
import { type Folder, uriIn } from "../folders";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";

/** An edit of a configuration, and the configuration it goes to. */
export interface PlannedEdit {
  readonly uri: string;
  readonly edit: WorkspaceEdit;
}

/** A configuration of a folder: its name, and its text where it exists. */
export interface NamedConfiguration {
  readonly name: string;
  readonly text: string | undefined;
}

const NAME = ".rampart.yaml";

/** The configurations that hold for a file and exist, the nearest first. */
export async function configurationsAbove(
  session: Session,
  folder: Folder,
  file: string,
): Promise<{ readonly name: string; readonly text: string }[]> {
  const found: { name: string; text: string }[] = [];
  for (let at = file.lastIndexOf("/"); ; at = file.lastIndexOf("/", at - 1)) {
    const name = at < 0 ? NAME : `${file.slice(0, at)}/${NAME}`;
    const text = await textOf(session, uriIn(folder, name));
    if (text !== undefined) found.push({ name, text });
    if (at < 0) return found;
  }
}

/** The configuration that is nearest to a file: in the folder of the workspace where there is none. */
export async function nearestConfiguration(
  session: Session,
  folder: Folder,
  file: string,
): Promise<NamedConfiguration> {
  const [nearest] = await configurationsAbove(session, folder, file);
  return nearest ?? { name: NAME, text: undefined };
}

async function textOf(session: Session, uri: string): Promise<string | undefined> {
  return session.documents.get(uri)?.getText() ?? (await session.host.files?.read(uri));
}

/**
 * The text edits that make changes of a configuration; every other byte stays.
 *
 * @param fresh what is written instead where the text holds nothing, or comments alone
 * @returns `undefined` where the text cannot be edited safely
 */
export function planConfigurationEdits(
  name: string,
  text: string,
  changes: readonly Change[],
  fresh: string,
): TextEdit[] | undefined {
  const [document, ...others] = readManifestFile(name, text).documents;
  const lines = createLineIndex(text);
  if (!document || isBare(text)) {
    const end = { start: text.length, end: text.length };
    return [
      { range: rangeOf(lines, end), newText: text === "" || text.endsWith("\n") ? fresh : `\n${fresh}` },
    ];
  }
  if (others.length > 0) return undefined;
  const shift = document.slice.start;
  return editDocument(document.yaml, changes)?.map(({ start, end, newText }) => ({
    range: rangeOf(lines, { start: start + shift, end: end + shift }),
    newText,
  }));
}

/** Whether a text holds blank lines and comments alone. */
function isBare(text: string): boolean {
  return /^\uFEFF?([ \t]*(#[^\n\r]*)?(\r?\n|$))*$/.test(text);
}

/**
 * The edit of a workspace that applies text edits to a configuration.
 *
 * @param isNew whether it has to be created first
 * @returns `undefined` where it would have to be, and the client creates no files
 */
export function configurationEdit(
  { client, documents }: Session,
  uri: string,
  isNew: boolean,
  edits: readonly (TextEdit | SnippetTextEdit)[],
): PlannedEdit | undefined {
  const change: TextDocumentEdit = {
    textDocument: { uri, version: documents.get(uri)?.version ?? null },
    edits: [...edits],
  };
  if (!isNew) {
    const plain = edits.flatMap((each) => ("newText" in each ? [each] : []));
    return {
      uri,
      edit: client.versionedEdits ? { documentChanges: [change] } : { changes: { [uri]: plain } },
    };
  }
  if (!client.createsFiles) return undefined;
  return {
    uri,
    edit: { documentChanges: [{ kind: "create", uri, options: { ignoreIfExists: true } }, change] },
  };
}
