import { Composer, type Document, isAlias, isMap, isScalar, isSeq, type Node, Parser, Scalar } from "yaml";
import { isObject, type JsonObject, type JsonValue } from "../json";
import { MAX_DEPTH, MAX_NODES } from "./limits";
import { resolveScalar, type ScalarStyle } from "./resolve-scalar";
import { type TemplateKind, templateKind } from "./template";
import type { Span } from "./text-position";

/** Why a document could not be read, with the place. */
export interface YamlProblem extends Span {
  readonly message: string;
}

/** One parsed document. All offsets are UTF-16 and relative to `text`. */
export interface YamlDocument {
  readonly text: string;
  /** The tree of the `yaml` library: only `engine/yaml` looks into it. Absent where the text is no tree at all. */
  readonly root: Node | null;
  /** What Kubernetes reads; `undefined` where there are problems or the document is a template. */
  readonly value: JsonValue | undefined;
  readonly problems: readonly YamlProblem[];
  readonly template: TemplateKind | undefined;
}

/**
 * Parses one document (a slice of `splitDocuments`). Never throws and never recurses deeper than `MAX_DEPTH`.
 * Duplicate keys, unknown aliases, too deep nesting and alias bombs are problems. A document with problems still
 * has a `root` where one could be made, so that completion works on half-typed text.
 */
export function parseDocument(text: string): YamlDocument {
  const template = templateKind(text);
  if (template) return { text, root: null, value: undefined, problems: [], template };
  const nul = text.indexOf("\0");
  if (nul >= 0) return broken(text, { message: "a NUL byte: this is not text", start: nul, end: nul + 1 });
  try {
    return compose(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return broken(text, {
      message: `could not be read: ${message}`,
      start: 0,
      end: Math.min(text.length, 3),
    });
  }
}

function broken(text: string, problem: YamlProblem): YamlDocument {
  return { text, root: null, value: undefined, problems: [problem], template: undefined };
}

function compose(text: string): YamlDocument {
  const tokens = [...new Parser().parse(text)];
  const tooDeep = findTooDeep(tokens);
  if (tooDeep !== undefined) {
    const message = `nested deeper than ${MAX_DEPTH} levels`;
    return broken(text, { message, start: tooDeep, end: Math.min(text.length, tooDeep + 1) });
  }
  const composer = new Composer({
    schema: "failsafe",
    keepSourceTokens: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents: Document.Parsed[] = [...composer.compose(tokens, true, text.length)];
  const document = documents[0];
  if (!document) return { text, root: null, value: null, problems: [], template: undefined };
  const problems: YamlProblem[] = document.errors.map((error) => ({
    message: firstLine(error.message),
    start: error.pos[0],
    end: Math.max(error.pos[1], error.pos[0] + 1),
  }));
  const root = document.contents as Node | null;
  const reader = createReader(document);
  const value = problems.length === 0 && root ? reader.read(root) : null;
  problems.push(...reader.problems);
  return { text, root, value: problems.length === 0 ? value : undefined, problems, template: undefined };
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] ?? message;
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

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_DOUBLE: "quoted",
  QUOTE_SINGLE: "quoted",
  BLOCK_FOLDED: "block",
  BLOCK_LITERAL: "block",
};

/** The value of a scalar node, as Kubernetes types it. */
export function scalarValue(node: Scalar): string | number | boolean | null {
  const text = typeof node.value === "string" ? node.value : (node.source ?? "");
  return resolveScalar(text, STYLES[node.type ?? Scalar.PLAIN] ?? "plain", node.tag);
}

/** The name of a map key as Kubernetes reads it: `on` becomes `"true"`, `1` becomes `"1"`. `undefined` for a key that is no scalar or is null. */
export function keyName(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const value = scalarValue(key);
  return value === null ? undefined : String(value);
}

/** Whether a map key is the merge key `<<`, written plainly. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === "<<" && (key.type ?? Scalar.PLAIN) === Scalar.PLAIN;
}

interface Reader {
  read(node: Node): JsonValue;
  readonly problems: YamlProblem[];
}

function createReader(document: Document.Parsed): Reader {
  const problems: YamlProblem[] = [];
  let nodes = 0;
  const report = (node: unknown, message: string) => {
    const range = (node as { range?: [number, number, number] | null } | null)?.range;
    problems.push({ message, start: range?.[0] ?? 0, end: Math.max(range?.[1] ?? 1, (range?.[0] ?? 0) + 1) });
  };
  const open = new Set<Node>();

  function read(node: Node | null): JsonValue {
    if (node === null || problems.length > 0) return null;
    if (++nodes > MAX_NODES) {
      report(node, `holds more than ${MAX_NODES} nodes once its aliases are expanded`);
      return null;
    }
    if (isScalar(node)) return scalarValue(node);
    if (open.has(node)) {
      report(node, "an anchor contains itself");
      return null;
    }
    open.add(node);
    try {
      if (isAlias(node)) return readAlias(node);
      if (isSeq(node)) return node.items.map((item) => read(item as Node | null));
      if (isMap(node)) return readMap(node);
      return null;
    } finally {
      open.delete(node);
    }
  }

  function readAlias(node: Node): JsonValue {
    const target = isAlias(node) ? node.resolve(document) : undefined;
    if (!target) {
      report(node, "an alias to an anchor that is not defined before it");
      return null;
    }
    return read(target as Node);
  }

  function readMap(node: Node): JsonObject {
    const object: JsonObject = {};
    const merged: JsonObject[] = [];
    if (!isMap(node)) return object;
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) {
        const source = read(value as Node | null);
        for (const map of Array.isArray(source) ? source : [source]) {
          if (isObject(map)) merged.push(map);
          else report(key, "a merge key needs a map, or a list of maps");
        }
        continue;
      }
      const name = keyName(key);
      if (name === undefined) {
        report(key ?? node, "a key that is not a plain name");
        continue;
      }
      if (Object.hasOwn(object, name)) report(key, `the key "${name}" is set twice in this map`);
      setOwn(object, name, read(value as Node | null));
    }
    for (const map of merged) {
      for (const [name, value] of Object.entries(map))
        if (!Object.hasOwn(object, name)) setOwn(object, name, value);
    }
    return object;
  }

  return { read, problems };
}

/** Sets an own property even for `__proto__`, which an assignment would turn into the prototype. */
function setOwn(object: JsonObject, name: string, value: JsonValue | undefined): void {
  if (name === "__proto__")
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}
