import { isObject, type JsonValue } from "../json";
import { type Labels, mapSelectorMatches } from "./selector";

/**
 * Indexes things with labels, so that what a plain map selector selects is found without looking at all of them.
 *
 * @returns what a selector selects, in the order of the items; nothing for an empty or absent selector
 */
export function indexByLabels<Item>(
  items: readonly Item[],
  labelsOf: (item: Item) => Labels,
): (selector: JsonValue | undefined) => readonly Item[] {
  const byLabel = new Map<string, Item[]>();
  for (const item of items) {
    const labels = labelsOf(item);
    for (const key of Object.keys(labels)) push(byLabel, labelKey(key, labels[key]), item);
  }
  return (selector) => {
    if (!isObject(selector)) return [];
    let fewest: readonly Item[] | undefined;
    for (const [key, value] of Object.entries(selector)) {
      const found = byLabel.get(labelKey(key, value)) ?? [];
      if (!fewest || found.length < fewest.length) fewest = found;
    }
    return (fewest ?? []).filter((item) => mapSelectorMatches(selector, labelsOf(item)));
  };
}

/**
 * Indexes things with plain map selectors, so that those that select given labels are found without looking at all of
 * them.
 *
 * @returns what selects some labels, in the order of the items
 */
export function indexBySelector<Item>(
  items: readonly Item[],
  selectorOf: (item: Item) => JsonValue | undefined,
): (labels: Labels) => readonly Item[] {
  const byFirst = new Map<string, { readonly item: Item; readonly at: number }[]>();
  items.forEach((item, at) => {
    const selector = selectorOf(item);
    const [first] = isObject(selector) ? Object.entries(selector) : [];
    if (first) push(byFirst, labelKey(...first), { item, at });
  });
  return (labels) => {
    const found: { readonly item: Item; readonly at: number }[] = [];
    for (const key of Object.keys(labels)) {
      const candidates = byFirst.get(labelKey(key, labels[key]));
      if (!candidates) continue;
      for (const each of candidates) if (mapSelectorMatches(selectorOf(each.item), labels)) found.push(each);
    }
    if (found.length > 1) found.sort((a, b) => a.at - b.at);
    return found.map(({ item }) => item);
  };
}

/** Labels are strings; a value of another type selects nothing, and gets a key that no label has. */
function labelKey(key: string, value: JsonValue | undefined): string {
  return typeof value === "string" ? `${key}\u0000${value}` : key;
}

function push<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
