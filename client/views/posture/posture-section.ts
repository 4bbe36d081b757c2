import { l10n, ThemeIcon, workspace } from "vscode";
import type { AksPosture, LiveRow } from "../../../cluster/live";
import type { PostureNode } from "./posture-node";
import type { PostureTree } from "./posture-tree";
import { type SectionNode, type SectionResult, sectionNode } from "./section-node";

/** What rules say of a cluster, and the stock that is taken of it. */
export interface PostureSection extends SectionNode {
  /** Takes the description of an AKS cluster that was read from a file. */
  takeAks(aks: AksPosture): void;
}

/** The section of a cluster's posture. */
export function postureSection(tree: PostureTree, parent: PostureNode): PostureSection {
  let aks: AksPosture | undefined;
  const section = sectionNode({
    tree,
    parent,
    key: "posture",
    label: l10n.t("Posture"),
    icon: new ThemeIcon("shield"),
    kind: "posture.section.posture",
    read: (signal) => readPosture(tree, parent, aks, signal),
  });
  // The very object that its rows know as their parent.
  return Object.assign(section, {
    takeAks(given: AksPosture) {
      aks = given;
      section.redo();
    },
  });
}

async function readPosture(
  tree: PostureTree,
  node: PostureNode,
  aks: AksPosture | undefined,
  signal: AbortSignal,
): Promise<SectionResult> {
  const live = tree.connections.live();
  const { api, lists, context } = node.connection;
  const plain = await tree.ask.policy(workspace.workspaceFolders?.[0]?.uri);
  const namespace = await live.namespaceInReach(lists, context.namespace, signal);
  const [posture, aksRow] = await Promise.all([
    live.readPosture(
      api,
      lists,
      {
        context: context.name,
        policyFor: (version) => live.policyOfPlain(plain, version),
        today: new Date().toISOString().slice(0, 10),
        ...(namespace === undefined ? {} : { namespace }),
      },
      signal,
    ),
    readAks(tree, node, aks),
  ]);
  return {
    rows: live.postureRows(posture, aksRow),
    description: [
      ...(namespace === undefined ? [] : [l10n.t("namespace {0}", namespace)]),
      l10n.t("{0} objects", posture.objects),
      l10n.t("profile {0}", posture.profile),
    ].join(", "),
  };
}

/** What Azure tells of its own cluster; `undefined` for every other. */
async function readAks(
  { connections }: PostureTree,
  { connection: { context } }: PostureNode,
  given: AksPosture | undefined,
): Promise<LiveRow | undefined> {
  const live = connections.live();
  if (given) return live.aksRows(given);
  if (!live.isAks(context)) return undefined;
  const name = live.aksName(context);
  if (!name)
    return live.aksProblemRow(l10n.t("the kubeconfig does not say which cluster of Azure it is"), name);
  const answer = await live.readAks({ ...name, path: process.env.PATH });
  return "aks" in answer ? live.aksRows(answer.aks) : live.aksProblemRow(answer.problem, name);
}
