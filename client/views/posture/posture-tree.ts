import type { LogOutputChannel } from "vscode";
import type { Connections } from "../../cluster/connections";
import type { Activity } from "../activity";
import type { AskLive } from "./ask-live";
import type { PostureNode } from "./posture-node";

/** What the rows of the view share. */
export interface PostureTree {
  readonly connections: Connections;
  readonly activity: Activity;
  readonly output: LogOutputChannel;
  readonly ask: AskLive;
  /** Shows a row, or everything, anew. */
  changed(node?: PostureNode): void;
}
