import { l10n, ThemeIcon } from "vscode";
import { readManifests } from "./manifests";
import type { PostureNode } from "./posture-node";
import type { PostureTree } from "./posture-tree";
import { type SectionNode, type SectionResult, sectionNode } from "./section-node";

/** The section of what differs between the workspace and a cluster. */
export function driftSection(tree: PostureTree, parent: PostureNode): SectionNode {
  return sectionNode({
    tree,
    parent,
    key: "drift",
    label: l10n.t("Drift"),
    icon: new ThemeIcon("diff"),
    kind: "posture.section.drift",
    read: (signal) => readDrift(tree, parent, signal),
  });
}

async function readDrift(
  { connections }: PostureTree,
  { connection }: PostureNode,
  signal: AbortSignal,
): Promise<SectionResult> {
  const live = connections.live();
  const manifests = live.createManifestIndex(await readManifests());
  if (manifests.resources.length === 0)
    return {
      rows: [{ key: "none", mark: "unknown", label: l10n.t("The workspace holds no manifest to compare") }],
      description: "",
    };
  const { api, lists, context } = connection;
  const drift = await live.readDrift(api, lists, { manifests, defaultNamespace: context.namespace }, signal);
  const drifted = drift.objects.filter(({ state }) => state !== "same" && state !== "not-compared").length;
  return {
    rows: live.driftRows(drift),
    description: drifted === 0 ? l10n.t("none") : l10n.t("{0} objects", drifted),
  };
}
