import type { TextEdit } from "vscode-languageserver";
import { append } from "../../engine/fixes/change";
import type { JsonObject } from "../../engine/json";
import {
  configurationEdit,
  nearestConfiguration,
  type PlannedEdit,
  planConfigurationEdits,
} from "../configuration/edit-configuration";
import { type Folder, uriIn } from "../folders";
import type { Session } from "../session";

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

/** How long a waiver holds unless the author says otherwise, in days. */
const DAYS = 90;

/** The day until which a new waiver holds. */
export function defaultExpiry(): string {
  return new Date(Date.now() + DAYS * 86_400_000).toISOString().slice(0, 10);
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
): Promise<PlannedEdit | undefined> {
  const { name, text } = await nearestConfiguration(session, folder, file);
  const edits = planConfigurationEdits(
    name,
    text ?? "",
    [append(["waivers"], entryOf(waiver))],
    freshText(waiver),
  );
  if (!edits) return undefined;
  return configurationEdit(
    session,
    uriIn(folder, name),
    text === undefined,
    asSnippet ? edits.map(asSnippetEdit) : edits.map(withoutMarks),
  );
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

/** The text of a waiver where the configuration holds nothing yet. */
function freshText(waiver: WaiverRequest): string {
  const fields = Object.entries(entryOf(waiver)).map(
    ([key, value], at) => `${at === 0 ? "  - " : "    "}${key}: ${printed(String(value))}`,
  );
  return `waivers:\n${fields.join("\n")}\n`;
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
