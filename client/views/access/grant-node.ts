import { ThemeIcon, TreeItem } from "vscode";
import type { ClusterNode, RbacName } from "../node";
import { idPart } from "../tree";

/** A row for a binding that gives something. */
export interface GrantOptions {
  readonly parent: ClusterNode;
  readonly binding: RbacName;
  readonly role: RbacName;
  /** What it gives, beside the role's name. */
  readonly detail?: string;
}

/** One binding with its role; where they are declared in the workspace can be opened from here. */
export function grantNode({ parent, binding, role, detail }: GrantOptions): ClusterNode {
  const title = `${binding.kind} ${inNamespace(binding)}`;
  const id = `${parent.id}/grant/${idPart(`${title} ${role.name} ${detail ?? ""}`)}`;
  const beside = `${role.kind} ${role.name}${detail === undefined ? "" : ` · ${detail}`}`;
  return {
    id,
    parent,
    grant: { binding, role },
    refresh: () => parent.refresh(),
    questions: () => 0,
    item() {
      const item = new TreeItem(title);
      item.id = id;
      item.description = beside;
      item.iconPath = new ThemeIcon("link");
      item.contextValue = "grant";
      item.accessibilityInformation = { label: `${title}, ${beside}` };
      return item;
    },
  };
}

function inNamespace({ name, namespace }: RbacName): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
