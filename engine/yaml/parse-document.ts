import type { Node } from "yaml";
import type { JsonValue } from "../json";
import { rangesOfNode } from "./node-ranges";
import type { RangeNode } from "./range-node";
import { CONTROL, readCareful, type YamlProblem } from "./read-careful";
import { readFast, type Tape } from "./read-fast";
import { rangesOfTape } from "./tape-ranges";
import { hasTemplatedIdentity, type TemplateKind, templateKind } from "./template";

/** One parsed document. All offsets are UTF-16 and relative to `text`. */
export interface YamlDocument {
  readonly text: string;
  /**
   * What Kubernetes reads; `undefined` where there are problems or the document is a template. Aliases share the value
   * of their anchor, so nobody may change it.
   */
  readonly value: JsonValue | undefined;
  readonly problems: readonly YamlProblem[];
  readonly template: TemplateKind | undefined;
  /** What the places in the text are made of when somebody asks; see `rangesOf` and `rootOf`. */
  readonly places: Places;
}

/** What is known of a document's places, filled in as it is asked for. */
interface Places {
  readonly tape?: Tape;
  ranges?: RangeNode | null;
  root?: Node | null;
}

/**
 * Parses one document (a slice of `splitDocuments`). Never throws and never recurses deeper than `MAX_DEPTH`.
 * Duplicate keys, unknown aliases, too deep nesting and alias bombs are problems. A document with problems still
 * has a tree where one could be made, so that completion works on half-typed text.
 */
export function parseDocument(text: string): YamlDocument {
  const template = templateKind(text);
  if (!template) return read(text);
  // Rules and dashboards carry actions as data: what is YAML all the same is a manifest, unless its identity is at stake.
  const isClear = template === "helm" || template === "envsubst" || hasTemplatedIdentity(text);
  const document = isClear ? undefined : read(text);
  if (document?.problems.length === 0) return document;
  return { text, value: undefined, problems: [], template, places: { root: null } };
}

const NO_PROBLEMS: readonly YamlProblem[] = [];

function read(text: string): YamlDocument {
  const fast = CONTROL.test(text) ? undefined : readFast(text);
  if (fast) {
    const { value, tape } = fast;
    return { text, value, problems: NO_PROBLEMS, template: undefined, places: { tape } };
  }
  const { root, value, problems } = readCareful(text);
  return { text, value, problems, template: undefined, places: { root } };
}

/** The tree of the `yaml` library, for edits; only `engine/yaml` looks into it. `null` where the text is no tree at all. */
export function rootOf({ text, places }: YamlDocument): Node | null {
  if (places.root === undefined) places.root = readCareful(text).root;
  return places.root;
}

/** Where the parts of a document stand. `null` where the text is no tree at all. */
export function rangesOf({ text, places }: YamlDocument): RangeNode | null {
  if (places.ranges === undefined)
    places.ranges = places.tape ? rangesOfTape(text, places.tape) : rangesOfNode(text, places.root ?? null);
  return places.ranges;
}
