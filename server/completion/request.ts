import type { CompletionItem } from "vscode-languageserver";
import type { OpenManifest } from "../open-manifests";
import type { Session } from "../session";
import type { TextContext } from "../text-context";

/** What completion is asked for. */
export interface CompletionRequest {
  readonly session: Session;
  readonly manifest: OpenManifest;
  /** The text of the document at the cursor, and the cursor's offset in it. */
  readonly text: string;
  readonly offset: number;
  /** `undefined` inside comments and text blocks. */
  readonly context: TextContext | undefined;
  /** The path of the context within the resource: without the items of a `List`. */
  readonly path: readonly string[];
  /**
   * An item that replaces what is written since `start` (an offset in `text`).
   *
   * @param filter what the client compares with the written text; default: the label
   */
  item(
    start: number,
    item: Omit<CompletionItem, "textEdit">,
    newText: string,
    filter?: string,
  ): CompletionItem;
}
