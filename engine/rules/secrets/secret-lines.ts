import type { Span } from "../../yaml/text-position";
import { isSecret } from "./secret-evidence";

/** A line of a configuration file that holds a secret: where its key stands in the text, and the key. */
export interface SecretLine {
  readonly key: string;
  readonly span: Span;
}

/** `key = value`, `key: value`, `export key=value`, `"key": "value",`, `- key: value`. */
const LINE = /^([ \t]*(?:export[ \t]+|-[ \t]+)?["']?)([A-Za-z_][\w.-]*)["']?[ \t]*(?:=|:[ \t=])[ \t]*(.*)$/;

/** The lines of a configuration file (properties, env, YAML, JSON, INI) that set a secret in clear. */
export function secretLines(text: string): SecretLine[] {
  if (text.length > 1_000_000) return [];
  const found: SecretLine[] = [];
  let offset = 0;
  for (const line of text.split("\n")) {
    const match = line.length < 5_000 ? LINE.exec(line) : null;
    const key = match?.[2];
    if (match && key !== undefined) {
      const value = unquote((match[3] ?? "").trim());
      if (isSecret(key, value)) {
        const start = offset + (match[1] ?? "").length;
        found.push({ key, span: { start, end: start + key.length } });
      }
    }
    offset += line.length + 1;
  }
  return found;
}

function unquote(value: string): string {
  const text = value.replace(/[,;]$/, "").trim();
  const quoted = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(text);
  return quoted ? (quoted[2] ?? "") : text.replace(/\s+#.*$/, "");
}
