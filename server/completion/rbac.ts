import type { CompletionItem } from "vscode-languageserver";
import { API_RESOURCES } from "../data/api-resources";
import type { FieldValue } from "../data/field-values";
import { endsWith, ITEM } from "../text-context";
import { valueItems } from "./field-values";
import type { CompletionRequest } from "./request";

const ROLE_KINDS = new Set(["Role", "ClusterRole"]);

/** API groups and resources in the rules of a role; never a wildcard. */
export function completeRbac(request: CompletionRequest): CompletionItem[] {
  const { context, path } = request;
  if (!context?.kind || !ROLE_KINDS.has(context.kind)) return [];
  for (const [field, values] of [
    ["apiGroups", apiGroups(context.isQuoted)],
    ["resources", resources(groupsNearby(request))],
  ] as const) {
    const list = ["rules", ITEM, field];
    if (context.at === "key" && endsWith(path, [...list, ITEM])) return valueItems(request, values);
    if (context.isFlow || !endsWith(path, list)) continue;
    return valueItems(request, values, (value) => (context.at === "value" ? `[${value}]` : `- ${value}`));
  }
  return [];
}

function apiGroups(isQuoted: boolean): FieldValue[] {
  return Object.entries(API_RESOURCES).map(([group, names]) => ({
    value: group === "" && !isQuoted ? '""' : group,
    note: `${group === "" ? "The core group: " : ""}${names.slice(0, 6).join(", ")}`,
  }));
}

function resources(groups: readonly string[]): FieldValue[] {
  const wanted = groups.filter((group) => Object.hasOwn(API_RESOURCES, group));
  const names = new Map<string, string>();
  for (const group of wanted.length > 0 ? wanted : Object.keys(API_RESOURCES))
    for (const name of API_RESOURCES[group] ?? [])
      if (!names.has(name)) names.set(name, group === "" ? "core group" : group);
  return [...names].map(([value, note]) => ({ value, note }));
}

/** The groups of the `apiGroups` written last above the cursor, in either style. */
function groupsNearby({ text, offset }: CompletionRequest): string[] {
  const before = text.slice(0, offset);
  const at = before.lastIndexOf("apiGroups:");
  if (at < 0) return [];
  const tail = before.slice(at + "apiGroups:".length);
  const flow = /^[ \t]*\[([^\]\n]*)\]/.exec(tail)?.[1];
  const items =
    flow !== undefined
      ? flow.split(",")
      : (/^[^\n]*\n((?:[ \t]*-[ \t]*[^\n:]*\n)*)/.exec(tail)?.[1] ?? "").split("\n");
  return items
    .map((item) => item.replace(/^[\s-]+/, "").trim())
    .filter((item) => item !== "")
    .map((item) => item.replace(/^["']|["']$/g, ""));
}
