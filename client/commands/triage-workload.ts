import { l10n, ProgressLocation, type QuickPickItem, Uri, window, workspace } from "vscode";
import type { LiveIdentity } from "../../cluster/live";
import type { PostureContext } from "../views/posture/context-row";
import type { PostureNode } from "../views/posture/posture-node";
import { choosePostureContext } from "./posture-context";
import type { PostureCommands } from "./posture-registry";

/**
 * `Rampart: Why Is This Workload Failing?`: of a row, of the manifest at the cursor, or of a workload that the user
 * chooses. The answer is shown in the view, where cause, evidence, commands and manifest are rows.
 *
 * @param target a row of the view, or the address of a manifest, as menus hand them over
 */
export async function triageWorkload(context: PostureCommands, target?: unknown): Promise<void> {
  const { view } = context;
  const node = isNode(target) ? target : undefined;
  const written = node ? undefined : writtenWorkload(context, target);
  const cluster = await choosePostureContext(view, l10n.t("Failing Workload: in which context?"), node);
  if (!cluster || !(await cluster.connection.mayAsk())) return;
  const workload = node?.row?.workload ?? written;
  const scope = workload
    ? {
        namespace: workload.namespace ?? cluster.connection.context.namespace,
        name: `${workload.kind}/${workload.name}`,
      }
    : await chooseScope(context, cluster);
  if (!scope) return;
  cluster.triage.about(scope);
  await view.view.reveal(cluster.triage, { select: true, focus: true, expand: true });
  const [first] = await cluster.triage.children();
  if (first) await view.view.reveal(first, { select: true, focus: true, expand: true });
}

/** The workload of a manifest: where the cursor is, if it is in an editor. */
function writtenWorkload({ view }: PostureCommands, target: unknown): LiveIdentity | undefined {
  if (!(target instanceof Uri)) return undefined;
  const editor = window.activeTextEditor;
  const document = workspace.textDocuments.find(({ uri }) => uri.toString() === target.toString());
  if (!document) return undefined;
  const line = editor?.document === document ? editor.selection.active.line : 0;
  return view.connections.live().workloadAt(document.getText(), line);
}

interface Scope {
  readonly namespace?: string;
  readonly name?: string;
}

interface ScopePick extends QuickPickItem {
  readonly scope: Scope;
}

/** Lets the user choose a namespace, then one of its workloads: those that fail come first. */
async function chooseScope(
  { view }: PostureCommands,
  { connection }: PostureContext,
): Promise<Scope | undefined> {
  const { context, cluster, api, lists } = connection;
  const all = { label: l10n.t("All namespaces"), scope: {} as Scope };
  const names = view.activity
    .track((signal) => cluster.namespaces(signal))
    .catch(() => [context.namespace])
    .then((listed): ScopePick[] => [...listed.map((label) => ({ label, scope: { namespace: label } })), all]);
  const chosen = await window.showQuickPick(names, {
    title: l10n.t("Failing Workload: in which namespace?"),
  });
  const namespace = chosen?.scope.namespace;
  if (!chosen || namespace === undefined) return chosen?.scope;
  const live = view.connections.live();
  lists.clear();
  const reading = window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t("Rampart: reading {0}", namespace) },
    () => view.activity.track((signal) => live.readSnapshot(api, lists, context.name, namespace, signal)),
  );
  const picks = reading.then((snapshot): ScopePick[] => {
    const failing = live.triage(snapshot, { namespace });
    const titles = new Map<string, string[]>();
    for (const { workload, cause } of failing) {
      const name = `${workload.kind}/${workload.name}`;
      titles.set(name, [...(titles.get(name) ?? []), cause]);
    }
    const others = live.workloadNames(snapshot, namespace).filter((name) => !titles.has(name));
    return [
      ...[...titles].map(([label, causes]) => ({
        label: `$(warning) ${label}`,
        description: l10n.t("failing"),
        detail: causes.join("; "),
        scope: { namespace, name: label },
      })),
      ...others.map((label) => ({ label, scope: { namespace, name: label } })),
      {
        label: l10n.t("All workloads"),
        description: l10n.t("{0} failing", failing.length),
        scope: { namespace },
      },
    ];
  });
  try {
    const pick = await window.showQuickPick(picks, {
      title: l10n.t("Failing Workload: which one?"),
      matchOnDetail: true,
    });
    return pick?.scope;
  } catch (error) {
    void window.showErrorMessage(view.connections.module().problemOf(error).message);
    return undefined;
  }
}

function isNode(value: unknown): value is PostureNode {
  return typeof value === "object" && value !== null && "connection" in value;
}
