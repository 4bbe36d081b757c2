import type { Problem } from "../../../cluster";
import type { LiveRow, Unseen } from "../../../cluster/live";
import { problemText } from "../problem-text";

/** A row that says why there is nothing else. */
export function problemRow(problem: Problem): LiveRow {
  const { title, remedy } = problemText(problem);
  return {
    key: "problem",
    mark: "unknown",
    label: title,
    description: problem.message,
    tooltip: [problem.message, remedy],
  };
}

/** Rows for kinds that could not be read. */
export function unseenRows(unseen: readonly Unseen[]): LiveRow[] {
  return unseen.map(({ groupKind, problem }) => ({
    key: `unseen ${groupKind}`,
    mark: "unknown",
    label: `${problemText(problem).title}: ${groupKind}`,
    description: problem.message,
  }));
}
