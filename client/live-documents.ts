import { Disposable, EventEmitter, type Range, Uri, window, workspace } from "vscode";

/** Scheme of documents about a live cluster: they are read only, and only in memory. */
const SCHEME = "rampart-live";

/** Documents about a cluster. */
export interface LiveDocuments extends Disposable {
  /**
   * Makes a text readable as a document; the same name takes the place of an earlier one.
   *
   * @param parts what names it, the last with its ending: context, `Deployment shop-api.yaml`
   */
  put(parts: readonly string[], text: string): Uri;
  /** Shows such a document, at a place of it. */
  show(uri: Uri, range?: Range): Promise<void>;
}

/** Makes the documents. A text is forgotten when nobody shows it any more. */
export function createLiveDocuments(): LiveDocuments {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const subscriptions = Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ path }) => texts.get(path) ?? "",
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === SCHEME) texts.delete(uri.path);
    }),
  );
  return {
    put(parts, text) {
      const path = `/${parts.map((part) => part.replace(/[\\/:*?"<>|\s]+/g, "-")).join("/")}`;
      const uri = Uri.from({ scheme: SCHEME, path });
      texts.set(uri.path, text);
      changed.fire(uri);
      return uri;
    },
    async show(uri, range) {
      const document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document, { preview: true, ...(range ? { selection: range } : {}) });
    },
    dispose: () => subscriptions.dispose(),
  };
}
