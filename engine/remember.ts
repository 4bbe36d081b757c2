import { ownText } from "./own-text";

/**
 * Remembers the answer about the thing that was asked about last. Many rules ask about one resource in turn, and nothing
 * outlives the next one; a weak map would do the same at many times the cost.
 */
export function rememberLast<Key extends object, Value>(work: (key: Key) => Value): (key: Key) => Value {
  let known: { readonly key: Key; readonly value: Value } | undefined;
  return (key) => {
    if (known?.key !== key) known = { key, value: work(key) };
    return known.value;
  };
}

/** Beyond so many answers all are forgotten. */
const MOST = 4_096;
/** Longer texts hardly ever come twice. */
const LONGEST = 256;

/** Remembers answers about texts that manifests repeat: names of fields and variables, quantities. The work must be pure. */
export function rememberByText<Value>(work: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (text.length > LONGEST) return work(text);
    const own = ownText(text);
    const value = work(own);
    if (value === undefined) return value;
    if (known.size >= MOST) known.clear();
    known.set(own, value);
    return value;
  };
}
