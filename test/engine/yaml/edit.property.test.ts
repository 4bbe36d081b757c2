import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isNode, parseDocument as parseTree } from "yaml";
import type { Change } from "../../../engine/fixes/fix";
import {
  deepEqual,
  isObject,
  type JsonObject,
  type JsonValue,
  type Path,
  valueAt,
} from "../../../engine/json";
import { editDocument } from "../../../engine/yaml/edit";
import { locate } from "../../../engine/yaml/locate";
import { parseDocument, type YamlDocument } from "../../../engine/yaml/parse-document";
import { applyTextEdits } from "../../../engine/yaml/text-edit";
import { createLineIndex } from "../../../engine/yaml/text-position";
import { jsonValue, yamlText } from "./yaml-arbitrary";

const RUNS = { seed: 4_711, numRuns: 1_500 };

const steps = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 8, maxLength: 8 });

/** A change that fits a value: of something that is there, or of something new below a map, a list or nothing. */
function makeChange(root: JsonValue, numbers: readonly number[], value: JsonValue): Change {
  const [depth = 0, operation = 0, ...picks] = numbers;
  const path: (string | number)[] = [];
  let current: JsonValue | undefined = root;
  for (const pick of picks.slice(0, 1 + Math.floor(depth * 5))) {
    const keys: (string | number)[] = Array.isArray(current)
      ? [...current.keys()]
      : isObject(current)
        ? Object.keys(current)
        : [];
    const key = keys[Math.floor(pick * keys.length)];
    if (key === undefined) break;
    path.push(key);
    current = valueAt(root, path);
  }
  const isOpen = current === null || (isObject(current) && Object.keys(current).length === 0);
  if (operation < 0.25) return { op: "set", path, value };
  if (operation < 0.5) return { op: "remove", path };
  if (Array.isArray(current)) return { op: "append", path, value };
  if (!isObject(current) && !isOpen) return { op: "set", path, value };
  if (operation < 0.75) return { op: "set", path: [...path, "newKey", "on"], value };
  return { op: "append", path: [...path, "newList"], value };
}

/** What the change means, worked out on plain values alone. */
function applyToValue(root: JsonValue, { path, ...change }: Change): JsonValue {
  const [segment, ...rest] = path;
  if (segment === undefined) {
    if (change.op === "set") return change.value;
    if (change.op === "remove") return root;
    const list = Array.isArray(root) ? root : [];
    return list.some((item) => deepEqual(item, change.value)) ? list : [...list, change.value];
  }
  const isRemoval = change.op === "remove" && rest.length === 0;
  if (Array.isArray(root)) {
    const index = segment as number;
    if (isRemoval) return root.filter((_, each) => each !== index);
    return root.map((item, each) => (each === index ? applyToValue(item, { path: rest, ...change }) : item));
  }
  const object: JsonObject = isObject(root) ? root : {};
  const entries = Object.entries(object).filter(([key]) => !(isRemoval && key === segment));
  if (isRemoval) return Object.fromEntries(entries);
  const child = applyToValue(object[String(segment)] ?? null, { path: rest, ...change });
  return Object.fromEntries([...entries.filter(([key]) => key !== segment), [String(segment), child]]);
}

/** The first and last line (0-based) that a change may touch: those of the longest part of its path that is there. */
function touchedLines(document: YamlDocument, path: Path): [first: number, last: number] {
  let length = path.length;
  while (length > 0 && valueAt(document.value, path.slice(0, length)) === undefined) length--;
  const there = path.slice(0, length);
  if (length === 0) return [0, Number.POSITIVE_INFINITY];
  const lines = createLineIndex(document.text);
  const key = locate(document, [], there, "key");
  const node = parseTree(document.text, { schema: "failsafe" }).getIn(there, true);
  const end = Math.max(key.end, isNode(node) ? (node.range?.[1] ?? 0) : 0);
  // An emptied parent takes a value in the place of what goes.
  const parent = there.slice(0, -1);
  const holder = valueAt(document.value, parent);
  const isOnly = Object.keys(holder ?? {}).length === 1 && parent.length > 0;
  const [first, last] = [lines.position(key.start).line, lines.position(end).line];
  if (!isOnly) return [first, last];
  const [outerFirst, outerLast] = touchedLines(document, parent);
  return [Math.min(first, outerFirst), Math.max(last, outerLast)];
}

describe("edits of generated documents", () => {
  it("read as the changed value, and keep every line that the change is not about", () => {
    let edits = 0;
    fc.assert(
      fc.property(yamlText, steps, jsonValue, ({ text }, numbers, value) => {
        const document = parseDocument(text);
        expect(document.problems).toEqual([]);
        if (document.value === undefined) return;
        const change = makeChange(document.value, numbers, value);
        const result = editDocument(document, [change]);
        const expected = applyToValue(document.value, change);
        if (result === undefined) {
          expect(mayRefuse(document, change, expected)).toBe(true);
          return;
        }
        edits++;
        const after = applyTextEdits(text, result);
        expect(parseDocument(after).value).toEqual(expected);
        expectLinesKept(document, change, after);
        if (change.op !== "remove") expect(editDocument(parseDocument(after), [change])).toEqual([]);
      }),
      RUNS,
    );
    expect(edits).toBeGreaterThan(RUNS.numRuns * 0.9);
  });

  it("merge several changes as if they were made one after the other", () => {
    fc.assert(
      fc.property(yamlText, fc.array(fc.tuple(steps, jsonValue), { maxLength: 4 }), ({ text }, wishes) => {
        const document = parseDocument(text);
        const root = document.value;
        if (root === undefined) return;
        // Different top-level keys: nothing to contradict.
        const seen = new Set<string | number | undefined>();
        const changes = wishes
          .map(([numbers, value]) => makeChange(root, numbers, value))
          .filter(({ path: [top] }) => !seen.has(top) && seen.add(top));
        const result = editDocument(document, changes);
        const expected = changes.reduce(applyToValue, root);
        if (result) expect(parseDocument(applyTextEdits(text, result)).value).toEqual(expected);
        else expect(changes.some((change) => mayRefuse(document, change, expected))).toBe(true);
      }),
      RUNS,
    );
  });
});

/** No edit is right where the whole document would be emptied, or where a flow list holds what has no text. */
function mayRefuse(document: YamlDocument, { path }: Change, expected: JsonValue): boolean {
  if (Object.keys(expected ?? {}).length === 0) return true;
  if (!document.text.endsWith("\n") && /[|>]/.test(document.text)) return true;
  return path.length === 0;
}

function expectLinesKept(document: YamlDocument, change: Change, after: string): void {
  const before = document.text.split("\n");
  const now = after.split("\n");
  let prefix = 0;
  while (prefix < before.length && before[prefix] === now[prefix]) prefix++;
  let suffix = 0;
  while (
    suffix < before.length - prefix &&
    suffix < now.length - prefix &&
    before.at(-1 - suffix) === now.at(-1 - suffix)
  )
    suffix++;
  const [first, last] = touchedLines(document, change.path);
  const isTouched = before.length - suffix > prefix;
  if (!isTouched) return;
  const lastTouched = before.length - suffix - 1;
  const context = { text: document.text, after, change };
  if (change.op !== "remove") {
    expect({ ...context, isWithin: prefix >= first }).toEqual({ ...context, isWithin: true });
    expect({ ...context, isWithin: lastTouched <= last }).toEqual({ ...context, isWithin: true });
    return;
  }
  // A removal takes comments around it as well, and nothing else.
  for (const line of [...before.slice(prefix, first), ...before.slice(last + 1, lastTouched + 1)]) {
    const isComment = /^\s*(#.*)?\r?$/.test(line) || now.includes(line);
    expect({ ...context, line, isComment }).toEqual({ ...context, line, isComment: true });
  }
}
