import { type CompletionItem, CompletionItemKind, InsertTextMode } from "vscode-languageserver";
import { HARDENED_KEYS } from "../data/security-context-keys";
import { ITEM } from "../text-context";
import type { CompletionRequest } from "./request";

const CONTAINER_LISTS = new Set(["containers", "initContainers", "ephemeralContainers"]);

/** The settings that harden, whole, where a security context is being written. */
export function completeSecurityContext({ context, path, item }: CompletionRequest): CompletionItem[] {
  if (context?.at !== "key" || context.isFlow || context.isQuoted || path.at(-1) !== "securityContext")
    return [];
  const isContainer = path.at(-2) === ITEM && CONTAINER_LISTS.has(path.at(-3) ?? "");
  return HARDENED_KEYS.filter(({ isContainerOnly }) => isContainer || !isContainerOnly).map(
    ({ key, value, note }, index) =>
      item(
        context.start,
        {
          label: value.includes("\n") ? key : `${key}: ${value}`,
          filterText: key,
          kind: CompletionItemKind.Property,
          documentation: note,
          insertTextMode: InsertTextMode.adjustIndentation,
          sortText: String(index),
        },
        value.startsWith("\n") ? `${key}:${value}` : `${key}: ${value}`,
      ),
  );
}
