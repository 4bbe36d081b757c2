import { commands, env, l10n, Range, window } from "vscode";
import type { LiveIdentity, RowAction } from "../../cluster/live";
import type { PostureNode } from "../views/posture/posture-node";
import { openDeclaration } from "./posture-declaration";
import type { PostureCommands } from "./posture-registry";

const TOLD_MS = 4_000;

/** Does what a row leads to: copies a command, shows a live object, a manifest, a difference or a report. */
export async function openPostureRow(context: PostureCommands, node?: PostureNode): Promise<void> {
  const action = node?.row?.action;
  if (node && action) await does[action.type](context, node, action as never);
}

type Does = {
  readonly [Type in RowAction["type"]]: (
    context: PostureCommands,
    node: PostureNode,
    action: Extract<RowAction, { readonly type: Type }>,
  ) => Promise<void>;
};

const does: Does = {
  async command(_context, _node, { command }) {
    await env.clipboard.writeText(command);
    window.setStatusBarMessage(l10n.t("Copied: {0}", command), TOLD_MS);
  },
  async object({ view, documents }, { connection }, { identity, path, object: known }) {
    const live = view.connections.live();
    const { groupKind, namespace, name } = identity;
    const object =
      known ??
      (await view.activity.track((signal) =>
        live.findObject(connection.lists, groupKind, namespace, name, signal),
      ));
    if (!object) {
      void window.showInformationMessage(l10n.t("{0} is not in the cluster any more.", nameOf(identity)));
      return;
    }
    const { text, range } = live.liveDocument(object);
    const { start, end } = range(path);
    const uri = documents.put([connection.context.name, `${nameOf(identity)}.yaml`], text);
    await documents.show(uri, new Range(start.line, start.column, end.line, end.column));
  },
  async manifest(context, _node, { identity, path, rules }) {
    await openDeclaration(context, identity, path, rules);
  },
  async diff({ documents }, { connection }, { identity, texts }) {
    const { name } = connection.context;
    const file = `${nameOf(identity)}.yaml`;
    await commands.executeCommand(
      "vscode.diff",
      documents.put([name, "manifest", file], texts.manifest),
      documents.put([name, "cluster", file], texts.cluster),
      l10n.t("{0}: manifest and {1}", nameOf(identity), name),
      { preview: true },
    );
  },
  async report({ comparisons }, _node, { title, markdown }) {
    await comparisons.show(title, markdown);
  },
};

/** `Deployment shop/api`. */
export function nameOf({ kind, namespace, name }: LiveIdentity): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}
