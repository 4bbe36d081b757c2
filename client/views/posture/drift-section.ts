import { l10n, ThemeIcon, Uri, workspace } from "vscode";
import type { LiveRow } from "../../../cluster/live";
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
  { connections, ask }: PostureTree,
  { connection }: PostureNode,
  signal: AbortSignal,
): Promise<SectionResult> {
  const live = connections.live();
  const sources = await ask.rendered();
  const rendered = sources.filter(({ text }) => text !== undefined);
  // What a tool has rendered stands for the files that it is made of.
  const replaced = new Set(rendered.flatMap(({ files }) => files.map(addressOf)));
  const written = (await readManifests()).filter(({ name }) => !replaced.has(name));
  const manifests = live.createManifestIndex([
    ...written,
    ...rendered.map(({ uri, text = "" }) => ({ name: uri, text })),
  ]);
  const failed = sources.flatMap(({ uri, failure }): LiveRow[] =>
    failure === undefined
      ? []
      : [
          {
            key: `unrendered ${uri}`,
            mark: "unknown",
            label: workspace.asRelativePath(Uri.parse(uri)),
            description: l10n.t("compared as it is written: {0}", failure),
          },
        ],
  );
  if (manifests.resources.length === 0)
    return {
      rows: [
        { key: "none", mark: "unknown", label: l10n.t("The workspace holds no manifest to compare") },
        ...failed,
      ],
      description: "",
    };
  const { api, lists, context } = connection;
  const namespaces = new Map(rendered.map(({ uri, namespace }) => [uri, namespace]));
  const drift = await live.readDrift(
    api,
    lists,
    {
      manifests,
      defaultNamespace: context.namespace,
      namespaceOf: (file) => namespaces.get(file),
    },
    signal,
  );
  const drifted = drift.objects.filter(({ state }) => state !== "same" && state !== "not-compared").length;
  return {
    rows: [...live.driftRows(drift), ...failed],
    description: drifted === 0 ? l10n.t("none") : l10n.t("{0} objects", drifted),
  };
}

/** An address as VS Code writes it. */
function addressOf(uri: string): string {
  return Uri.parse(uri).toString();
}
