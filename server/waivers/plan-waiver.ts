import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import { readManifestFile } from "../../engine/analyze-file";
import { append } from "../../engine/fixes/change";
import type { JsonObject } from "../../engine/json";
import { editDocument } from "../../engine/yaml/edit";
import { createLineIndex } from "../../engine/yaml/text-position";
import { type Folder, uriIn } from "../folders";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";

/** A waiver to be written. */
export interface WaiverRequest {
  readonly rule: string;
  /** `Kind/name` or `namespace/Kind/name`. */
  readonly resource?: string;
  /** A file, relative to the configuration; for what has no name. */
  readonly path?: string;
  /** Empty: left for the author to fill in. */
  readonly owner: string;
  readonly reason: string;
  /** `YYYY-MM-DD`. */
  readonly expires: string;
}

/** The edit that writes a waiver, and the configuration it goes to. */
export interface PlannedWaiver {
  readonly uri: string;
  readonly edit: WorkspaceEdit;
}

const NAME = ".rampart.yaml";
/** How long a waiver holds unless the author says otherwise, in days. */
const DAYS = 90;

/** The day until which a new waiver holds. */
export function defaultExpiry(): string {
  return new Date(Date.now() + DAYS * 86_400_000).toISOString().slice(0, 10);
}

/** The configuration that is nearest to a file: its name, and whether it exists. */
export async function nearestConfiguration(
  session: Session,
  folder: Folder,
  file: string,
): Promise<{ readonly name: string; readonly text: string | undefined }> {
  for (let at = file.lastIndexOf("/"); ; at = file.lastIndexOf("/", at - 1)) {
    const name = at < 0 ? NAME : `${file.slice(0, at)}/${NAME}`;
    const text = await textOf(session, uriIn(folder, name));
    if (text !== undefined || at < 0) return { name, text };
  }
}

async function textOf(session: Session, uri: string): Promise<string | undefined> {
  return session.documents.get(uri)?.getText() ?? (await session.host.files?.read(uri));
}

/**
 * Plans the edit that adds a waiver to the nearest configuration, which is created in the folder of the workspace where
 * there is none.
 *
 * @param asSnippet fields that are left empty become places for the author to fill in
 * @returns `undefined` where the configuration cannot be edited safely, or the client creates no files
 */
export async function planWaiver(
  session: Session,
  folder: Folder,
  file: string,
  waiver: WaiverRequest,
  asSnippet: boolean,
): Promise<PlannedWaiver | undefined> {
  const { name, text } = await nearestConfiguration(session, folder, file);
  const uri = uriIn(folder, name);
  const edits = text === undefined || text.trim() === "" ? [wholeFile(waiver)] : addedTo(name, text, waiver);
  if (!edits) return undefined;
  const written = asSnippet ? edits.map(asSnippetEdit) : edits.map(withoutMarks);
  const change: TextDocumentEdit = {
    textDocument: { uri, version: session.documents.get(uri)?.version ?? null },
    edits: written as TextDocumentEdit["edits"],
  };
  if (text !== undefined) {
    const plain = written.flatMap((each) => ("newText" in each ? [each] : []));
    return {
      uri,
      edit: session.client.versionedEdits ? { documentChanges: [change] } : { changes: { [uri]: plain } },
    };
  }
  if (!session.client.createsFiles) return undefined;
  return {
    uri,
    edit: { documentChanges: [{ kind: "create", uri, options: { ignoreIfExists: true } }, change] },
  };
}

/** Stand for what is empty until the text is printed: an empty string would be printed as `""`. */
const OWNER_MARK = "RAMPART-OWNER";
const REASON_MARK = "RAMPART-REASON";

function entryOf({ rule, resource, path, owner, reason, expires }: WaiverRequest): JsonObject {
  return {
    rule,
    ...(resource === undefined ? {} : { resource }),
    ...(path === undefined ? {} : { path }),
    owner: owner === "" ? OWNER_MARK : owner,
    reason: reason === "" ? REASON_MARK : reason,
    expires,
  };
}

function addedTo(name: string, text: string, waiver: WaiverRequest): TextEdit[] | undefined {
  const file = readManifestFile(name, text);
  const [document, ...others] = file.documents;
  if (!document || others.length > 0) return undefined;
  const edits = editDocument(document.yaml, [append(["waivers"], entryOf(waiver))]);
  const lines = createLineIndex(text);
  const shift = document.slice.start;
  return edits?.map(({ start, end, newText }) => ({
    range: rangeOf(lines, { start: start + shift, end: end + shift }),
    newText,
  }));
}

function wholeFile(waiver: WaiverRequest): TextEdit {
  const start = { line: 0, character: 0 };
  const fields = Object.entries(entryOf(waiver)).map(
    ([key, value], at) => `${at === 0 ? "  - " : "    "}${key}: ${printed(String(value))}`,
  );
  return { range: { start, end: start }, newText: `waivers:\n${fields.join("\n")}\n` };
}

/** A day or a plain word stands as it is; everything else in quotes. */
function printed(value: string): string {
  return /^[A-Za-z0-9][-\w./@*]*$/.test(value) && !/^(true|false|yes|no|on|off|null|\d+)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

function withoutMarks({ range, newText }: TextEdit): TextEdit {
  return { range, newText: newText.replace(` ${OWNER_MARK}`, "").replace(` ${REASON_MARK}`, "") };
}

/** The same edit as a snippet: the marks become its places. */
function asSnippetEdit({ range, newText }: TextEdit) {
  const value = newText
    .replace(/[\\$}]/g, "\\$&")
    .replace(OWNER_MARK, "$" + "{1}")
    .replace(REASON_MARK, "$" + "{2}");
  return { range, snippet: { kind: "snippet" as const, value } };
}
