import { type CompletionItem, CompletionItemKind } from "vscode-languageserver";
import { formatKubernetesVersion, NEWEST_MINOR } from "../../engine/kubernetes/kubernetes-version";
import { POD_SECURITY_LABELS, podSecurityLabelValues } from "../data/pod-security-labels";
import { endsWith } from "../text-context";
import { valueItems } from "./field-values";
import type { CompletionRequest } from "./request";

const LABELS = ["metadata", "labels"];

/** The Pod Security labels of a namespace, and their values. */
export function completePodSecurityLabels(request: CompletionRequest): CompletionItem[] {
  const { context, path, item } = request;
  if (context?.kind !== "Namespace") return [];
  if (context.at === "value" && endsWith(path.slice(0, -1), LABELS))
    return valueItems(
      request,
      podSecurityLabelValues(path.at(-1) ?? "", formatKubernetesVersion(NEWEST_MINOR)),
    );
  if (context.at !== "key" || context.isFlow || !endsWith(path, LABELS)) return [];
  return POD_SECURITY_LABELS.map(({ value, note }, index) =>
    item(
      context.start,
      { label: value, kind: CompletionItemKind.Property, documentation: note, sortText: String(index) },
      context.isQuoted ? value : `${value}: ${value.endsWith("-version") ? "latest" : "restricted"}`,
    ),
  );
}
