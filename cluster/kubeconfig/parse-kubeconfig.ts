import { LineCounter, parseDocument } from "yaml";
import { isObject } from "../../engine/json";

/** A named entry of one of the lists of a kubeconfig. */
export interface NamedEntry {
  readonly name: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What one kubeconfig file says, as far as contexts are concerned. */
export interface KubeconfigContent {
  readonly currentContext: string;
  readonly clusters: readonly NamedEntry[];
  readonly users: readonly NamedEntry[];
  readonly contexts: readonly NamedEntry[];
}

/** Aliases have no place in a kubeconfig; a few are harmless. */
const MAX_ALIASES = 100;

/**
 * Reads the text of a kubeconfig. Every scalar stays the text that it is written as: nothing here is a number, and
 * names such as `${VAR}` or `{{ x }}` are names, not templates.
 *
 * @returns the content, or the problem as the rest of a sentence that begins with the file's name
 */
export function parseKubeconfig(
  text: string,
): { readonly content: KubeconfigContent } | { readonly problem: string } {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, {
      schema: "failsafe",
      prettyErrors: false,
      logLevel: "silent",
      lineCounter,
    });
    const [error] = document.errors;
    if (error) {
      // The kind of fault alone: messages quote the text, which may be a credential.
      return { problem: `:${lineCounter.linePos(error.pos[0]).line}: not valid YAML (${error.code})` };
    }
    const root: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    if (root === null || root === "") return { content: contentOf({}) };
    return isObject(root) ? { content: contentOf(root) } : { problem: ": this is no kubeconfig" };
  } catch {
    return { problem: ": nested too deeply, or full of aliases" };
  }
}

function contentOf(root: Readonly<Record<string, unknown>>): KubeconfigContent {
  const current = root["current-context"];
  return {
    currentContext: typeof current === "string" ? current : "",
    clusters: entries(root.clusters, "cluster"),
    users: entries(root.users, "user"),
    contexts: entries(root.contexts, "context"),
  };
}

function entries(list: unknown, key: string): NamedEntry[] {
  return (Array.isArray(list) ? list : []).flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry.name !== "string" || entry.name === "") return [];
    const value = entry[key];
    return [{ name: entry.name, value: isObject(value) ? value : {} }];
  });
}
