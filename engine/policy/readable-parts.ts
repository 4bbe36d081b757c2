import { parseDocument } from "../yaml/parse-document";

/** A run of whole lines, with offsets in the text. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/** Each part is parsed alone, in a text as long as the whole; nobody writes so many. */
const MAX_PARTS = 200;

/**
 * The parts of a text that is no YAML as a whole which are YAML each by itself: members of the top-level map, and
 * items of their lists. Spaces stand in the place of the rest, so that every offset stays true. Empty where the parts
 * together are no YAML either.
 */
export function readableParts(text: string): string {
  const members = partsFrom(text, { start: 0, end: text.length }, /^(?![\s#-])[^\n]*:/gm);
  if (members.length > MAX_PARTS) return "";
  const kept = members.flatMap((member): Part[] => {
    if (isReadable(text, [member])) return [member];
    const indent = /^[ \t]*(?=- )/m.exec(text.slice(member.start, member.end))?.[0];
    if (indent === undefined) return [];
    const items = partsFrom(text, member, new RegExp(`^${indent}- `, "gm"));
    if (items.length > MAX_PARTS) return [];
    const head = { start: member.start, end: items[0]?.start ?? member.end };
    const readable = items.filter((item) => isReadable(text, [head, item]));
    return readable.length > 0 && isReadable(text, [head, ...readable]) ? [head, ...readable] : [];
  });
  return isReadable(text, kept) ? onlyParts(text, kept) : "";
}

/** The parts that begin where a pattern matches, each up to the next. */
function partsFrom(text: string, { start, end }: Part, pattern: RegExp): Part[] {
  const starts = [...text.slice(start, end).matchAll(pattern)].map(({ index }) => start + index);
  return starts.map((at, index) => ({ start: at, end: starts[index + 1] ?? end }));
}

function isReadable(text: string, parts: readonly Part[]): boolean {
  const { problems, template } = parseDocument(onlyParts(text, parts));
  return problems.length === 0 && template === undefined;
}

function onlyParts(text: string, parts: readonly Part[]): string {
  let result = "";
  for (const { start, end } of parts)
    result += text.slice(result.length, start).replace(/[^\r\n]/g, " ") + text.slice(start, end);
  return result;
}
