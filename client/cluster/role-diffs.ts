import { commands, Disposable, EventEmitter, Uri, workspace } from "vscode";
import type { NarrowedRoleTexts } from "../../cluster";

/** Scheme of roles as they are and as they would suffice. They are in memory alone, and cannot be changed. */
const SCHEME = "rampart-role";

/** Shows roles beside narrower ones. */
export interface RoleDiffs extends Disposable {
  /** @param key tells roles apart, such as context and name; the same key takes the place of an earlier diff */
  show(key: readonly string[], title: string, texts: NarrowedRoleTexts): Promise<void>;
}

/** Makes roles readable as documents, to be compared by VS Code's own diff editor. Nothing is ever applied. */
export function createRoleDiffs(): RoleDiffs {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const subscriptions = Disposable.from(
    workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
    }),
    workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    changed,
  );

  function put(side: string, key: readonly string[], text: string): Uri {
    const name = key.map((part) => encodeURIComponent(part)).join("/");
    const uri = Uri.from({ scheme: SCHEME, authority: side, path: `/${name}.yaml` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  }

  return {
    async show(key, title, { before, after }) {
      await commands.executeCommand(
        "vscode.diff",
        put("live", key, before),
        put("narrowed", key, after),
        title,
      );
    },
    dispose: () => subscriptions.dispose(),
  };
}
