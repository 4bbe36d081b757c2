import { l10n, ThemeIcon } from "vscode";
import type { AccessReader, MatrixRow, MatrixSubject, ReadAccess } from "../../../cluster";
import type { Connection } from "../../cluster/connections";
import type { ClusterNode } from "../node";
import { problemNode } from "../problem-node";
import { shell } from "../shell";
import type { Tree } from "../tree";
import { folderNode } from "./folder-node";
import { subjectNode } from "./subject-node";
import { timeText } from "./time-text";

/** Whose subjects are listed. */
export interface SubjectsOptions {
  readonly tree: Tree;
  readonly connection: Connection;
  readonly reader: AccessReader;
  readonly parent: ClusterNode;
}

/** Every service account, those with the most dangerous permissions first. */
export function accountsNode(options: SubjectsOptions): ClusterNode {
  return listNode(options, {
    key: "accounts",
    label: l10n.t("Service accounts"),
    icon: "robot",
    resources: ["serviceaccounts,rolebindings,clusterrolebindings,roles,clusterroles"],
    subjects: (access) => options.tree.module.accountsOf(access),
  });
}

/** Every user and group that a binding names. Who is in a group only the identity provider knows. */
export function boundNode(options: SubjectsOptions): ClusterNode {
  return listNode(options, {
    key: "bound",
    label: l10n.t("Users and groups"),
    icon: "organization",
    resources: ["rolebindings,clusterrolebindings,roles,clusterroles"],
    subjects: (access) => options.tree.module.boundSubjects(access),
  });
}

interface ListOptions {
  readonly key: string;
  readonly label: string;
  readonly icon: string;
  readonly resources: readonly string[];
  readonly subjects: (access: ReadAccess) => readonly MatrixSubject[];
}

function listNode(
  { tree, connection, reader, parent }: SubjectsOptions,
  { key, label, icon, resources, subjects }: ListOptions,
): ClusterNode {
  const { accessMatrix, DANGEROUS_PERMISSIONS, otherAuthorizer, isSystemSubject, quoted } = tree.module;
  let told: { readonly count: number; readonly dangerous: number; readonly readAt: number } | undefined;
  return folderNode({
    tree,
    parent,
    key,
    label,
    icon: () => new ThemeIcon(icon),
    contextValue: "subjects",
    command: quoted(
      ["kubectl", "get", ...resources, "--all-namespaces", `--context=${connection.context.name}`],
      shell(),
    ),
    description: () => told && l10n.t("{0}, {1} dangerous", told.count, told.dangerous),
    tooltip: () => told && l10n.t("Listed at {0}", timeText(told.readAt)),
    forget: () => connection.lists.clear(),
    async load(folder, signal) {
      const access = await reader.read(signal);
      const { rows } = accessMatrix(
        access,
        subjects(access),
        DANGEROUS_PERMISSIONS,
        otherAuthorizer(connection.context.server),
      );
      told = { count: rows.length, dangerous: rows.filter(isDangerous).length, readAt: access.readAt };
      const rowFor = (under: ClusterNode) => (row: MatrixRow) =>
        subjectNode({ tree, connection, reader, parent: under, subject: row.subject, row });
      const system = rows.filter(({ subject }) => isSystemSubject(subject));
      return [
        ...rows.filter(({ subject }) => !isSystemSubject(subject)).map(rowFor(folder)),
        ...(system.length === 0
          ? []
          : [
              folderNode({
                tree,
                parent: folder,
                key: "system",
                label: l10n.t("Of Kubernetes itself"),
                icon: () => new ThemeIcon("gear"),
                contextValue: "system",
                description: () => String(system.length),
                load: async (under) => system.map(rowFor(under)),
              }),
            ]),
        ...access.unseen.map(({ groupKind, problem }) => problemNode(folder, problem, groupKind)),
      ];
    },
  });
}

function isDangerous({ cells, ghost }: MatrixRow): boolean {
  return !ghost && [...cells.values()].some(({ answer }) => answer === "allowed");
}
