import { commands, Disposable, EventEmitter, Uri, ViewColumn, window, workspace } from "vscode";

/** Scheme of comparisons: documents that hold what the server has answered last. */
const SCHEME = "rampart-comparison";

/** Shows comparisons beside the editor. */
export interface Comparisons extends Disposable {
  /** Opens a comparison as a preview beside; the same name takes the place of an earlier one. */
  show(name: string, markdown: string): Promise<void>;
}

/** Makes comparisons readable as documents. They are rendered by VS Code's own Markdown preview. */
export function createComparisons(): Comparisons {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const provider = workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) => texts.get(path) ?? "",
  });
  const subscriptions = Disposable.from(provider, changed);
  return {
    async show(name, markdown) {
      const uri = Uri.from({ scheme: SCHEME, path: `/${name.replace(/[^\w.-]+/g, "-")}.md` });
      texts.set(uri.path, markdown);
      changed.fire(uri);
      try {
        await commands.executeCommand("markdown.showPreviewToSide", uri);
      } catch {
        // Whoever has switched VS Code's Markdown off reads the text.
        const document = await workspace.openTextDocument(uri);
        await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true });
      }
    },
    dispose: () => subscriptions.dispose(),
  };
}
