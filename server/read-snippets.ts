import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isObject, type JsonValue } from "../engine/json";
import type { Snippet } from "./host";

/** Reads the snippets of a folder, in VS Code's format; files that cannot be read hold none. */
export async function readSnippets(folder: string): Promise<readonly Snippet[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /\.(json|code-snippets)$/.test(name)).sort();
  const all = await Promise.all(
    files.map((name) =>
      readFile(join(folder, name), "utf8")
        .then(parse)
        .catch(() => []),
    ),
  );
  return all.flat();
}

function parse(text: string): Snippet[] {
  const value: JsonValue = JSON.parse(text);
  return Object.entries(isObject(value) ? value : {}).flatMap(([name, snippet]): Snippet[] => {
    if (!isObject(snippet)) return [];
    const { prefix, body, description } = snippet;
    const prefixes = strings(prefix);
    const lines = strings(body);
    if (prefixes.length === 0 || lines.length === 0) return [];
    return [{ name, prefixes, body: lines.join("\n"), description: strings(description).join("\n") || name }];
  });
}

function strings(value: JsonValue | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((each) => typeof each === "string");
}
