import type { TreeItem } from "vscode";
import type { LiveRequest, SurplusReads, SurplusSecretRead } from "../../cluster";

/** Names a Role, a ClusterRole or a binding. */
export interface RbacName {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** A row of the cluster tree. Rows are made once and keep their children, so that ids and answers stay. */
export interface ClusterNode {
  /** Unique in the tree, and the same after a refresh. */
  readonly id: string;
  readonly parent: ClusterNode | undefined;
  /** How the row looks now. */
  item(): TreeItem;
  /** The rows below; asked for when the row is expanded. Absent for a row that has none. Never rejects. */
  readonly children?: () => Promise<readonly ClusterNode[]>;
  /** Forgets what was learnt, here and below, so that it is asked again when it is shown. */
  refresh(): void;
  /** How many questions a refresh would ask again. */
  questions(): number;
  /** What the row asks, for the command to copy. */
  readonly request?: LiveRequest;
  /** The command that reads the same, where the row asks no single question. */
  readonly command?: string;
  /** Lets the cluster itself answer. Resolves once that is shown. Never rejects. */
  readonly confirm?: (signal: AbortSignal) => Promise<void>;
  /** The binding and the role that the row is about: where it is declared can be opened. */
  readonly grant?: { readonly binding: RbacName; readonly role: RbacName };
  /** A right to read Secrets that can be narrowed. */
  readonly secretRead?: { readonly read: SurplusSecretRead; readonly from: SurplusReads };
}
