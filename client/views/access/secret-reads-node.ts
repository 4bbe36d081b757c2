import { l10n, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { AccessReader, SurplusReads, SurplusSecretRead } from "../../../cluster";
import type { ClusterNode } from "../node";
import { idPart, type Tree } from "../tree";
import { folderNode } from "./folder-node";
import { noteNode } from "./note-node";

/** Whose reads are listed. */
export interface SecretReadsOptions {
  readonly tree: Tree;
  readonly reader: AccessReader;
  readonly parent: ClusterNode;
  readonly account: { readonly namespace: string; readonly name: string };
}

/** The Secrets that an account may read though none of its workloads needs to, by the binding that gives it. */
export function secretReadsNode({ tree, reader, parent, account }: SecretReadsOptions): ClusterNode {
  let count: number | undefined;
  return folderNode({
    tree,
    parent,
    key: "secret-reads",
    label: l10n.t("Secret reads it does not need"),
    icon: () => new ThemeIcon("key"),
    contextValue: "secretReads",
    description: () => (count === undefined ? undefined : String(count)),
    tooltip: () =>
      l10n.t(
        "Secrets that are mounted or taken as variables are fetched by the kubelet: no right is needed. A program that reads them through the API says so with the annotation kube-rampart/reads-secrets.",
      ),
    async load(folder, signal) {
      const from = await reader.surplusSecretReads(account.namespace, signal);
      const reads = from.reads.filter((read) => read.account.name === account.name);
      count = reads.length;
      return [
        ...reads.map((read) => readNode(folder, read, from)),
        ...(from.unseen.length === 0
          ? []
          : [
              noteNode(
                folder,
                l10n.t("Some may be needed"),
                l10n.t("what runs here is not in sight: {0}", from.unseen.join(", ")),
              ),
            ]),
      ];
    },
  });
}

function readNode(parent: ClusterNode, read: SurplusSecretRead, from: SurplusReads): ClusterNode {
  const { verbs, names, namespace, binding, role, workloads, mounted } = read;
  const what = names.length === 0 ? l10n.t("every Secret") : names.join(", ");
  const where = namespace === undefined ? l10n.t("everywhere") : l10n.t("in {0}", namespace);
  const title = l10n.t("{0} of {1} {2}", verbs.join(", "), what, where);
  const id = `${parent.id}/read/${idPart(`${binding.kind} ${binding.namespace ?? ""}/${binding.name} ${role.name}`)}`;
  const canNarrow = read.diff !== undefined;
  const by = `${binding.kind} ${binding.name}`;
  return {
    id,
    parent,
    grant: { binding, role },
    ...(canNarrow ? { secretRead: { read, from } } : {}),
    refresh: () => parent.refresh(),
    questions: () => 0,
    item() {
      const item = new TreeItem(title);
      item.id = id;
      item.description = by;
      item.iconPath = new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
      item.contextValue = canNarrow ? "secretRead" : "wildcardRead";
      item.tooltip = [
        workloads.length === 0
          ? l10n.t("Nothing runs as this account.")
          : l10n.t("Runs as it: {0}", workloads.join(", ")),
        ...(mounted.length === 0 ? [] : [l10n.t("Mounted, so no right is needed: {0}", mounted.join(", "))]),
        read.advice,
      ].join("\n");
      item.accessibilityInformation = {
        label: l10n.t("{0}, by {1} of {2}; {3}", title, by, `${role.kind} ${role.name}`, read.advice),
      };
      return item;
    },
  };
}
