import type { LogOutputChannel } from "vscode";
import type * as ClusterModule from "../../cluster";
import type { Activity } from "./activity";
import type { ClusterNode } from "./node";

/** What the rows of the tree share. */
export interface Tree {
  /** The bundle `dist/cluster.js`, loaded when the view was first opened. */
  readonly module: typeof ClusterModule;
  readonly activity: Activity;
  readonly output: LogOutputChannel;
  /** Shows a row, or everything, anew. */
  changed(node?: ClusterNode): void;
}

/** A part of an id: no character that separates parts. */
export function idPart(text: string): string {
  return encodeURIComponent(text);
}
