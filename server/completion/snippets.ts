import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
} from "vscode-languageserver";
import type { CompletionRequest } from "./request";

/** The hardened snippets, for editors that do not bring them themselves. */
export async function completeSnippets({
  session,
  context,
  item,
}: CompletionRequest): Promise<CompletionItem[]> {
  const { client, host } = session;
  if (!client.snippets || !client.wantsSnippets || !host.files) return [];
  if (context?.at !== "key" || context.isFlow || context.isQuoted || /\s/.test(context.word)) return [];
  // Inside a resource only what was begun to be typed; at the margin everything.
  if (context.path.length > 0 && context.word === "") return [];
  const snippets = await host.files.snippets();
  return snippets.flatMap(({ name, prefixes, body, description }) =>
    prefixes.map((prefix) =>
      item(
        context.start,
        {
          label: prefix,
          kind: CompletionItemKind.Snippet,
          detail: name,
          documentation: description,
          insertTextFormat: InsertTextFormat.Snippet,
          insertTextMode: InsertTextMode.adjustIndentation,
          sortText: `~${prefix}`,
        },
        body,
      ),
    ),
  );
}
