/** A match in a world that is not wholly known: `maybe` where the manifests do not decide. */
export type Match = "yes" | "no" | "maybe";

/** Both must match. */
export function both(first: Match, second: () => Match): Match {
  if (first === "no") return "no";
  const other = second();
  if (other === "no") return "no";
  return first === "yes" && other === "yes" ? "yes" : "maybe";
}

/** The best of several matches; none of an empty list. */
export function anyOf<Item>(items: Iterable<Item>, match: (item: Item) => Match): Match {
  let best: Match = "no";
  for (const item of items) {
    const found = match(item);
    if (found === "yes") return "yes";
    if (found === "maybe") best = "maybe";
  }
  return best;
}

/** The answer to a question about the network. */
export interface NetworkAnswer {
  readonly answer: "allowed" | "denied" | "unknown";
  /** One sentence without a full stop. */
  readonly reason: string;
  /** What grants or refuses it, as `Kind namespace/name`, sorted. */
  readonly by: readonly string[];
}
