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

/**
 * Where the parts of a document stand, from the tape of the fast reader. Collections are opened when somebody looks into
 * them: who points at one thing passes by all others.
 */
export function rangesOfTape(text: string, tape: Tape): RangeNode | null {
  return tape.length === 0 ? null : nodeAt(text, tape, 0);
}

function nodeAt(text: string, tape: Tape, at: number): RangeNode | null {
  const packed = tape[at] ?? 0;
  const end = tape[at + 1] ?? 0;
  const kind = packed & 7;
  const start = packed >> 3;
  if (kind === TAPE.bare) return null;
  if (kind === TAPE.map) return { kind: "map", start, end, pairs: once(() => pairsAt(text, tape, at + 2)) };
  if (kind === TAPE.list) return { kind: "list", start, end, items: once(() => itemsAt(text, tape, at + 2)) };
  return { kind: "scalar", start, end, style: STYLES[kind] ?? "plain" };
}

function pairsAt(text: string, tape: Tape, first: number): RangePair[] {
  const pairs: RangePair[] = [];
  for (let at = first; !isEnd(tape, at); ) {
    const key = nodeAt(text, tape, at);
    at = behind(tape, at);
    const source = key ? text.slice(key.start, key.end) : "";
    const isQuoted = key?.kind === "scalar" && key.style === "quoted";
    const name = isQuoted ? unquote(source) : resolveKey(source, "plain");
    pairs.push({ name, isMerge: false, key, value: nodeAt(text, tape, at) });
    at = behind(tape, at);
  }
  return pairs;
}

function itemsAt(text: string, tape: Tape, first: number): (RangeNode | null)[] {
  const items: (RangeNode | null)[] = [];
  for (let at = first; !isEnd(tape, at); at = behind(tape, at)) items.push(nodeAt(text, tape, at));
  return items;
}

function isEnd(tape: Tape, at: number): boolean {
  return ((tape[at] ?? 0) & 7) === TAPE.end;
}

/** Where the node behind the one at a place begins: what a collection holds is passed over. */
function behind(tape: Tape, from: number): number {
  let depth = 0;
  let at = from;
  do {
    const kind = (tape[at] ?? 0) & 7;
    if (kind === TAPE.map || kind === TAPE.list) depth++;
    else if (kind === TAPE.end) depth--;
    at += 2;
  } while (depth > 0 && at < tape.length);
  return at;
}

function once<Value>(work: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= work());
}
