import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import { isObject, type JsonObject, type JsonValue } from "../json";
import { MAX_DEPTH, MAX_NODES } from "./limits";
import { isMergeKey, keyName, readNode } from "./node-keys";
import type { Span } from "./text-position";

/** Why a document could not be read, with the place. */
export interface YamlProblem extends Span {
  readonly message: string;
  /** Kubernetes may well read this text: the limit is that of our reader, not the author's fault. */
  readonly isOurs?: true;
}

/** What the careful reader makes of a document. */
export interface CarefulReading {
  /** The tree of the `yaml` library; `null` where the text is no tree at all. */
  readonly root: Node | null;
  /** `undefined` where there are problems. */
  readonly value: JsonValue | undefined;
  readonly problems: readonly YamlProblem[];
}

/**
 * Reads a document with the `yaml` library: any text, with a tree of everything that stands in it, for edits, and with
 * every problem. Slow; see `readFast` for what most manifests need. Never throws.
 */
export function readCareful(text: string): CarefulReading {
  const control = CONTROL.exec(text);
  if (control) {
    const message = control[0] === "\0" ? "a NUL byte: this is not text" : "a control character";
    return broken({ message, start: control.index, end: control.index + 1 });
  }
  try {
    return compose(text);
  } catch (error) {
    // The library nests calls as the text nests; where the stack is short, that ends before `MAX_DEPTH`.
    const message = error instanceof RangeError ? TOO_DEEP_FOR_US : `could not be read: ${String(error)}`;
    return broken({ message, start: 0, end: Math.min(text.length, 3), isOurs: true });
  }
}

const TOO_DEEP_FOR_US = "nested too deep to be read";

/** Characters that YAML does not allow, not even in quotes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
export const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

function broken(problem: YamlProblem): CarefulReading {
  return { root: null, value: undefined, problems: [problem] };
}

function compose(text: string): CarefulReading {
  const tokens = tokenize(text);
  if (!Array.isArray(tokens)) return broken(tokens);
  const tooDeep = findTooDeep(tokens);
  if (tooDeep !== undefined) return broken(tooDeepAt(text, tooDeep));
  const { document, problems } = composeTokens(text, tokens);
  if (!document && problems.length === 0) return { root: null, value: null, problems: [] };
  const root = (document?.contents ?? null) as Node | null;
  const reader = createReader();
  const value = problems.length === 0 && root ? reader.read(root) : null;
  const all = [...problems, ...reader.problems].slice(0, MAX_PROBLEMS);
  return { root, value: all.length === 0 ? value : undefined, problems: all };
}

function tooDeepAt(text: string, start: number): YamlProblem {
  const message = `nested deeper than ${MAX_DEPTH} levels`;
  return { message, start, end: Math.min(text.length, start + 1) };
}

/** What the lexer says before the text of a scalar. */
const SCALAR_MARK = "\u001f";

/** The tokens of a document; or why reading on would only cost time: too deep, too many, or no YAML at all. */
function tokenize(text: string): CST.Token[] | YamlProblem {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let scalars = 0;
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "error" && ++errors > HOPELESS)
        return { message: "this is no YAML", start: token.offset, end: token.offset + 1 };
    }
    if (parser.stack.length > 2 * MAX_DEPTH) return tooDeepAt(text, parser.offset);
    if (lexeme === SCALAR_MARK && ++scalars > 2 * MAX_NODES)
      return { message: `holds more than ${MAX_NODES} nodes`, start: parser.offset, end: parser.offset + 1 };
  }
  tokens.push(...parser.end());
  return tokens;
}

/** Problems of one document that are reported; what follows the first is mostly confusion. */
const MAX_PROBLEMS = 20;

/** After this many errors the text is no YAML at all, and reading on would only cost time. */
const HOPELESS = 5_000;

type ErrorSource = number | readonly [number, number] | { readonly offset: number; readonly source?: string };

/** The part of the library's composer that takes its errors; its type hides it. */
interface ErrorTaker {
  onError(source: ErrorSource, code: string, message: string, isWarning?: boolean): void;
}

function composeTokens(
  text: string,
  tokens: readonly CST.Token[],
): { document: Document.Parsed | undefined; problems: YamlProblem[] } {
  const composer = new Composer({
    schema: "failsafe",
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const problems: YamlProblem[] = [];
  const hopeless = new Error("hopeless");
  // Errors become plain data here: the library makes an exception with a stack of each, a second for a broken megabyte.
  (composer as unknown as ErrorTaker).onError = (source, code, message, isWarning = false) => {
    if (isWarning) return;
    problems.push(toProblem(text, code, message, placeOf(source)));
    if (problems.length >= HOPELESS) throw hopeless;
  };
  try {
    const [document] = [...composer.compose(tokens, true, text.length)];
    const others = document?.errors ?? [];
    for (const { code, message, pos } of others)
      problems.push(toProblem(text, code, message, { start: pos[0], end: pos[1] }));
    problems.sort((a, b) => a.start - b.start);
    return { document, problems };
  } catch (error) {
    if (error !== hopeless) throw error;
    return { document: undefined, problems };
  }
}

function placeOf(source: ErrorSource): Span {
  if (typeof source === "number") return { start: source, end: source + 1 };
  if ("offset" in source) return { start: source.offset, end: source.offset + (source.source?.length ?? 1) };
  return { start: source[0], end: source[1] };
}

function toProblem(text: string, code: string, message: string, { start, end }: Span): YamlProblem {
  const line = message.split("\n", 1)[0] ?? message;
  const place = { start, end: Math.max(end, start + 1) };
  if (code === "RESOURCE_EXHAUSTION") return { message: TOO_DEEP_FOR_US, isOurs: true, ...place };
  const isFlowIndent = code === "BAD_INDENT" && line.startsWith("Flow");
  const quote = code === "MISSING_CHAR" ? /^Missing closing (["'])quote/.exec(line)?.[1] : undefined;
  if (!isFlowIndent && !(quote && text.indexOf(quote, start + 1) >= 0)) return { message: line, ...place };
  const what = quote ? "a quoted value" : "a value in brackets";
  const limit = `${what} continues in or left of its key's column, which Rampart cannot read though Kubernetes may`;
  return { message: limit, isOurs: true, ...place };
}

interface TokenLike {
  readonly offset?: number;
  readonly value?: unknown;
  readonly items?: readonly { readonly key?: unknown; readonly value?: unknown }[];
}

function findTooDeep(tokens: readonly unknown[]): number | undefined {
  const stack: [TokenLike, number][] = tokens.map((token) => [token as TokenLike, 0]);
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const [token, depth] = entry;
    if (depth > MAX_DEPTH) return token.offset ?? 0;
    for (const child of [token.value, ...(token.items ?? []).flatMap((item) => [item.key, item.value])]) {
      if (typeof child === "object" && child !== null) stack.push([child as TokenLike, depth + 1]);
    }
  }
  return undefined;
}

interface Reader {
  read(node: Node): JsonValue;
  readonly problems: YamlProblem[];
}

/** What an anchor holds, with its size, so that an alias costs nothing and a bomb is seen before it is built. */
interface Anchored {
  readonly value: JsonValue;
  readonly nodes: number;
  readonly depth: number;
}

/** Marks an anchor whose value is being read. */
const OPEN = "open";

/** Reads a tree once, in the order of the text. Aliases share the value of their anchor; values are never changed. */
function createReader(): Reader {
  const problems: YamlProblem[] = [];
  const anchors = new Map<string, Anchored | typeof OPEN>();
  let nodes = 0;
  let depth = 0;
  let deepest = 0;

  const report = (node: unknown, message: string): null => {
    const range = (node as { range?: [number, number, number] | null } | null)?.range;
    problems.push({ message, start: range?.[0] ?? 0, end: Math.max(range?.[1] ?? 1, (range?.[0] ?? 0) + 1) });
    return null;
  };

  function enter(node: unknown, count: number, levels: number): boolean {
    nodes += count;
    deepest = Math.max(deepest, depth + levels);
    if (nodes > MAX_NODES) report(node, `holds more than ${MAX_NODES} nodes once its aliases are expanded`);
    else if (deepest > MAX_DEPTH)
      report(node, `nested deeper than ${MAX_DEPTH} levels once its aliases are expanded`);
    return problems.length === 0;
  }

  function read(node: Node | null): JsonValue {
    if (problems.length > 0) return null;
    const anchor = node && !isAlias(node) ? (node as { anchor?: string }).anchor : undefined;
    if (anchor === undefined) return readBare(node);
    const outer = { nodes, deepest };
    deepest = depth;
    anchors.set(anchor, OPEN);
    const value = readBare(node);
    anchors.set(anchor, { value, nodes: nodes - outer.nodes, depth: deepest - depth });
    deepest = Math.max(deepest, outer.deepest);
    return value;
  }

  function readBare(node: Node | null): JsonValue {
    if (isAlias(node)) return readAlias(node, node.source);
    if (!enter(node, 1, 0) || node === null) return null;
    if (isScalar(node)) return readLeaf(node);
    depth++;
    const value = isMap(node) ? readMap(node) : isSeq(node) ? readList(node) : null;
    depth--;
    return value;
  }

  function readLeaf(node: Scalar): JsonValue {
    const reading = readNode(node);
    if ("problem" in reading) return report(node, reading.problem);
    const { value } = reading;
    if (typeof value === "number" && !Number.isFinite(value))
      return report(node, "infinity and NaN have no place in a Kubernetes object");
    return value;
  }

  function readAlias(node: Node, source: string): JsonValue {
    const target = anchors.get(source);
    if (target === OPEN) return report(node, "an anchor contains itself");
    if (!target) return report(node, "an alias to an anchor that is not defined before it");
    return enter(node, target.nodes, target.depth) ? target.value : null;
  }

  function readList(node: YAMLSeq): JsonValue[] {
    return node.items.map((item) => read(item as Node | null));
  }

  function readMap(node: YAMLMap): JsonObject {
    const object: JsonObject = {};
    const written = new Set<string>();
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) {
        merge(object, read(value as Node | null), key);
        continue;
      }
      readKeyAnchor(key);
      const name = isAlias(key) ? aliasedKey(key) : keyName(key);
      if (name === undefined) {
        report(key ?? node, "a key that is not a plain name");
        continue;
      }
      if (written.has(name)) report(key, `the key "${name}" is set twice in this map`);
      written.add(name);
      setOwn(object, name, read(value as Node | null));
    }
    return object;
  }

  function readKeyAnchor(key: unknown): void {
    if (isScalar(key) && key.anchor !== undefined)
      anchors.set(key.anchor, { value: readLeaf(key), nodes: 1, depth: 0 });
  }

  function aliasedKey(key: Node): string | undefined {
    const value = read(key);
    return typeof value === "string" ? value : undefined;
  }

  /** Merges as Kubernetes' reader does, in the order of the text: what comes later wins, in a list what comes first. */
  function merge(object: JsonObject, source: JsonValue, key: unknown): void {
    for (const map of Array.isArray(source) ? [...source].reverse() : [source]) {
      if (!isObject(map)) {
        report(key, "a merge key needs a map, or a list of maps");
        continue;
      }
      for (const [name, value] of Object.entries(map)) setOwn(object, name, value);
    }
  }

  return { read, problems };
}

/** Sets an own property even for `__proto__`, which an assignment would turn into the prototype. */
function setOwn(object: JsonObject, name: string, value: JsonValue | undefined): void {
  if (name === "__proto__")
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}
