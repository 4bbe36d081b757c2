import { parseDocument, type YamlDocument } from "../engine/yaml/parse-document";
import { splitDocuments } from "../engine/yaml/split-documents";

/** The documents of a text. Whoever renders needs no rules: `readManifestFile` would bring them along. */
export function readYaml(text: string): YamlDocument[] {
  return splitDocuments(text).map(({ start, end }) => parseDocument(text.slice(start, end)));
}
