import type { CompletionList, Position } from "vscode-languageserver";
import type { CompletionSource } from "../host";
import type { OpenManifest } from "../open-manifests";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { ITEM, textContextAt } from "../text-context";
import { rangeOf } from "../to-diagnostic";
import { completeConfiguration } from "./configuration";
import { completeFieldValues } from "./field-values";
import { completePodSecurityLabels } from "./pod-security-labels";
import { completeRbac } from "./rbac";
import type { CompletionRequest } from "./request";
import { completeRuleIds } from "./rule-ids";
import { completeSecurityContext } from "./security-context";
import { completeSnippets } from "./snippets";

/** Every source of completions. */
const SOURCES: readonly CompletionSource[] = [
  completeFieldValues,
  completeRbac,
  completePodSecurityLabels,
  completeSecurityContext,
  completeRuleIds,
  completeConfiguration,
  completeSnippets,
];

/** Offers completions. */
export function startCompletion(session: Session): void {
  const sources = [...SOURCES, ...(session.host.features?.completions ?? [])];
  session.connection.onCompletion((params) =>
    runSafe<CompletionList>(
      session.log,
      "textDocument/completion",
      { isIncomplete: false, items: [] },
      async () => {
        const manifest = await session.manifest(params.textDocument.uri);
        if (!manifest) return { isIncomplete: false, items: [] };
        const request = createRequest(session, manifest, params.position);
        const items = (await Promise.all(sources.map((source) => source(request)))).flat();
        return { isIncomplete: false, items };
      },
    ),
  );
}

function createRequest(session: Session, manifest: OpenManifest, position: Position): CompletionRequest {
  const { file, lines } = manifest;
  const cursor = lines.offset({ line: position.line, column: position.character });
  const slice = documentAt(file.text, cursor);
  const text = file.text.slice(slice.start, slice.end);
  const offset = cursor - slice.start;
  const context = textContextAt(text, offset);
  const path = context?.path ?? [];
  return {
    session,
    manifest,
    text,
    offset,
    context,
    path: path[0] === "items" && path[1] === ITEM ? path.slice(2) : path,
    item(start, item, newText, filter) {
      const range = rangeOf(lines, { start: slice.start + start, end: cursor });
      return { ...item, filterText: filter ?? item.filterText ?? item.label, textEdit: { range, newText } };
    },
  };
}

/** The document around an offset, by its markers alone: a document with nothing in it yet counts too. */
function documentAt(text: string, offset: number): { start: number; end: number } {
  const marker = /^---(?=[ \t\r\n]|$)/gm;
  let start = 0;
  for (const { index } of text.matchAll(marker)) {
    if (index > offset) return { start, end: index };
    start = index;
  }
  return { start, end: text.length };
}
