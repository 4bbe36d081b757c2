import { isObject } from "../json";
import { stringAt } from "../kubernetes/fields";
import { GAP_THEMES, type GapRow } from "./gap";

/** A committed comparison: every difference with the reason why it is meant to be. */
export interface GapDocument {
  readonly left: string;
  readonly right: string;
  readonly rows: readonly (GapRow & { readonly reason: string })[];
}

/** A document that cannot be used. `message` says why. */
export class GapDocumentError extends Error {
  override readonly name = "GapDocumentError";
}

/** Reads a document. Throws GapDocumentError. */
export function parseGapDocument(text: string): GapDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new GapDocumentError("it is not JSON; write it with rampart gap … --write");
  }
  if (!isObject(value) || value.version !== 1 || !Array.isArray(value.rows))
    throw new GapDocumentError("it is no gap document of version 1; write it with rampart gap … --write");
  const rows = value.rows.flatMap((row) => {
    const theme = GAP_THEMES.find((each) => each === stringAt(row, "theme"));
    const subject = stringAt(row, "subject");
    return theme && subject !== undefined
      ? [
          {
            theme,
            subject,
            left: stringAt(row, "left"),
            right: stringAt(row, "right"),
            reason: stringAt(row, "reason") ?? "",
          },
        ]
      : [];
  });
  return { left: stringAt(value, "left") ?? "", right: stringAt(value, "right") ?? "", rows };
}

/** The text of a document; reasons of an earlier one are kept where the difference is the same. */
export function formatGapDocument(
  left: string,
  right: string,
  rows: readonly GapRow[],
  earlier?: GapDocument,
): string {
  const reasons = new Map(earlier?.rows.map((row) => [keyOf(row), row.reason]));
  const documented = rows.map((row) => ({ ...row, reason: reasons.get(keyOf(row)) ?? "" }));
  return `${JSON.stringify({ version: 1, left, right, rows: documented }, null, 2)}\n`;
}

/** The differences that a document does not name, or names with other values, or gives no reason for. */
export function undocumentedRows(rows: readonly GapRow[], document: GapDocument): GapRow[] {
  const known = new Set(document.rows.filter(({ reason }) => reason.trim() !== "").map(keyOf));
  return rows.filter((row) => !known.has(keyOf(row)));
}

function keyOf({ theme, subject, left, right }: GapRow): string {
  return JSON.stringify([theme, subject, left ?? null, right ?? null]);
}
