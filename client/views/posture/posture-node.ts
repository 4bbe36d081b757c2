import type { TreeItem } from "vscode";
import type { LiveRow } from "../../../cluster/live";
import type { Connection } from "../../cluster/connections";

/** A row of the view of a cluster's posture. Rows are made once and keep their children, so that ids stay. */
export interface PostureNode {
  /** Unique in the tree, and the same after a refresh. */
  readonly id: string;
  readonly parent: PostureNode | undefined;
  readonly connection: Connection;
  item(): TreeItem;
  /** The rows below, asked for when the row is expanded. Absent for a row that has none. Never rejects. */
  readonly children?: () => Promise<readonly PostureNode[]>;
  /** What it shows, where that is a row of a result. */
  readonly row?: LiveRow;
  /** Forgets what was read, so that it is read again when it is shown. */
  refresh(): void;
}
