import type { RangeNode, RangePair, RangeStyle } from "./range-node";
import { TAPE, type Tape } from "./read-fast";
import { resolveKey } from "./resolve-scalar";
import { unquote } from "./unquote";

const STYLES: Readonly<Record<number, RangeStyle>> = {
  [TAPE.plain]: "plain",
  [TAPE.quoted]: "quoted",
  [TAPE.literal]: "literal",
  [TAPE.folded]: "folded",
};

/** Where the parts of a document stand, from the tape of the fast reader. */
export function rangesOfTape(text: string, tape: Tape): RangeNode | null {
  let at = 0;

  function readNode(): RangeNode | null {
    const packed = tape[at] ?? 0;
    const end = tape[at + 1] ?? 0;
    const kind = packed & 7;
    const start = packed >> 3;
    at += 2;
    if (kind === TAPE.bare) return null;
    if (kind === TAPE.map) return { kind: "map", start, end, pairs: readPairs() };
    if (kind === TAPE.list) return { kind: "list", start, end, items: readItems() };
    return { kind: "scalar", start, end, style: STYLES[kind] ?? "plain" };
  }

  function isAtEnd(): boolean {
    if (((tape[at] ?? 0) & 7) !== TAPE.end) return false;
    at += 2;
    return true;
  }

  function readPairs(): RangePair[] {
    const pairs: RangePair[] = [];
    while (!isAtEnd()) {
      const key = readNode();
      const source = key ? text.slice(key.start, key.end) : "";
      const isQuoted = key?.kind === "scalar" && key.style === "quoted";
      const name = isQuoted ? unquote(source) : resolveKey(source, "plain");
      pairs.push({ name, isMerge: false, key, value: readNode() });
    }
    return pairs;
  }

  function readItems(): (RangeNode | null)[] {
    const items: (RangeNode | null)[] = [];
    while (!isAtEnd()) items.push(readNode());
    return items;
  }

  return tape.length === 0 ? null : readNode();
}
