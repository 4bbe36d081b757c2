import type { Fact } from "../inventory/fact";

/** What comes of a workload whose pods are refused, as the start of a message. Only a Pod itself is refused at once. */
export function outcomeOf({ groupKind }: Fact): string {
  const kind = groupKind.slice(groupKind.indexOf("/") + 1);
  return kind === "Pod" ? "this Pod will be refused" : `this ${kind} will create no pods`;
}
