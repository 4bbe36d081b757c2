import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { AccessReader, Grant, MatrixSubject, ResourceRights, RightsIn } from "../../../cluster";
import type { ClusterNode } from "../node";
import { idPart, type Tree } from "../tree";
import { dangerText } from "./danger-text";
import { folderNode } from "./folder-node";
import { grantNode } from "./grant-node";
import { noteNode } from "./note-node";

/** Whose rights are listed. */
export interface RightsOptions {
  readonly tree: Tree;
  readonly reader: AccessReader;
  readonly parent: ClusterNode;
  readonly subject: MatrixSubject;
}

/** All that a subject may do as roles write it: places, then resources with their verbs, then bindings. */
export function rightsNode({ tree, reader, parent, subject }: RightsOptions): ClusterNode {
  return folderNode({
    tree,
    parent,
    key: "rights",
    label: l10n.t("All permissions, by resource"),
    icon: () => new ThemeIcon("list-tree"),
    contextValue: "rights",
    async load(folder, signal) {
      const { places, doubt } = tree.module.rightsOf(await reader.read(signal), subject);
      return [
        ...places.map((place) => placeNode(tree, folder, place)),
        ...(doubt === undefined ? [] : [noteNode(folder, l10n.t("There may be more"), doubt)]),
      ];
    },
  });
}

function placeNode(tree: Tree, parent: ClusterNode, { namespace, resources }: RightsIn): ClusterNode {
  return folderNode({
    tree,
    parent,
    key: namespace === undefined ? "everywhere" : `in/${idPart(namespace)}`,
    label: namespace ?? l10n.t("Everywhere"),
    announced: namespace === undefined ? l10n.t("Everywhere") : l10n.t("Rights in {0}", namespace),
    icon: () => new ThemeIcon(namespace === undefined ? "globe" : "symbol-namespace"),
    contextValue: "rights",
    load: async (folder) => resources.map((each) => resourceNode(folder, each)),
  });
}

function resourceNode(parent: ClusterNode, rights: ResourceRights): ClusterNode {
  const { resource, verbs, grants, dangers } = rights;
  const id = `${parent.id}/resource/${idPart(resource)}`;
  const named = grants.filter(({ names }) => names.length > 0);
  const rows = () => grants.map((grant) => grantNode({ parent: node, ...grant, detail: detailOf(grant) }));
  const node: ClusterNode = {
    id,
    parent,
    children: async () => rows(),
    refresh: () => parent.refresh(),
    questions: () => 0,
    item() {
      const item = new TreeItem(resource, TreeItemCollapsibleState.Collapsed);
      const said = [
        ...(verbs.length > 0 ? [verbs.join(", ")] : []),
        ...(named.length > 0 ? [l10n.t("some by name")] : []),
      ].join("; ");
      const why = dangers.map(dangerText).join(", ");
      item.id = id;
      item.description = said;
      item.iconPath =
        dangers.length > 0
          ? new ThemeIcon("warning", new ThemeColor("list.warningForeground"))
          : new ThemeIcon("symbol-field");
      item.contextValue = "resource";
      if (why !== "") item.tooltip = why;
      item.accessibilityInformation = { label: `${resource}: ${said}${why === "" ? "" : `; ${why}`}` };
      return item;
    },
  };
  return node;
}

function detailOf({ verbs, names }: Grant): string {
  const said = verbs.join(", ");
  return names.length === 0 ? said : l10n.t("{0} of {1} alone", said, names.join(", "));
}
