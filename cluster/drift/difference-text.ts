import type { Difference } from "./difference";

/** What differs and who changed it, in a few words: `2 → 3 (by kubectl-edit, 2026-11-25T10:00:00Z)`. */
export function differenceText({ kind, manifest = "", cluster = "", changedBy }: Difference): string {
  const what =
    kind === "differs"
      ? `${manifest} → ${cluster}`
      : kind === "only-in-cluster"
        ? `only in the cluster: ${cluster}`
        : `gone from the cluster: ${manifest}`;
  const who = changedBy
    ? ` (by ${changedBy.manager}${changedBy.time === undefined ? "" : `, ${changedBy.time}`})`
    : "";
  return `${what}${who}`;
}
