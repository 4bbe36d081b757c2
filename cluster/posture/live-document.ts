import { stringify } from "yaml";
import type { JsonObject, Path } from "../../engine/json";
import { stringAt } from "../../engine/kubernetes/fields";
import { locate } from "../../engine/yaml/locate";
import { parseDocument } from "../../engine/yaml/parse-document";
import { createLineIndex, type Position } from "../../engine/yaml/text-position";
import { maskedObject } from "../drift/mask";
import { cleanObject } from "../listing/clean-object";

/** A live object as a text to read. Lines and columns are 0-based, UTF-16. */
export interface LiveDocument {
  readonly text: string;
  /** Where a path of the object stands, or the longest part of it that is there. */
  range(path: Path): { readonly start: Position; readonly end: Position };
}

/**
 * Writes a live object as YAML. Values of Secrets and ConfigMaps, values and words that may be secret, the annotation
 * that repeats the applied manifest and the record of who changed what are left out or masked.
 */
export function liveDocument(object: JsonObject): LiveDocument {
  const shown = cleanObject(maskedObject(object, stringAt(object, "kind") ?? ""));
  const text = stringify(shown, { lineWidth: 0, aliasDuplicateObjects: false });
  const document = parseDocument(text);
  const lines = createLineIndex(text);
  return {
    text,
    range(path) {
      const { start, end } = locate(document, [], path);
      return { start: lines.position(start), end: lines.position(end) };
    },
  };
}
