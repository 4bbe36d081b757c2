import { l10n, ThemeColor, ThemeIcon } from "vscode";
import type { AccessReader, Danger, MatrixRow, MatrixSubject } from "../../../cluster";
import type { Connection } from "../../cluster/connections";
import type { ClusterNode } from "../node";
import { problemNode } from "../problem-node";
import type { Tree } from "../tree";
import { dangerText } from "./danger-text";
import { folderNode } from "./folder-node";
import { permissionNode } from "./permission-node";
import { rightsNode } from "./rights-node";
import { secretReadsNode } from "./secret-reads-node";
import { subjectKey, subjectText } from "./subject-text";

/** Whose permissions are shown. */
export interface SubjectOptions {
  readonly tree: Tree;
  readonly connection: Connection;
  readonly reader: AccessReader;
  readonly parent: ClusterNode;
  readonly subject: MatrixSubject;
  /** What is known of them, where it was worked out with others. */
  readonly row?: MatrixRow;
  /** Added by hand: it can be taken away again. */
  readonly isAdded?: true;
}

/** A row for a subject. */
export interface SubjectNode extends ClusterNode {
  readonly subject: MatrixSubject;
}

/**
 * One subject with its dangerous permissions, the worst first: what it holds, then what it does not. Nothing but lists
 * is asked for.
 */
export function subjectNode(options: SubjectOptions): SubjectNode {
  const { tree, connection, reader, parent, subject, isAdded } = options;
  const { label, kind, announced, icon } = subjectText(subject);
  const { accessMatrix, DANGEROUS_PERMISSIONS, otherAuthorizer } = tree.module;
  let row = options.row;

  const folder = folderNode({
    tree,
    parent,
    key: `subject/${subjectKey(subject)}`,
    label,
    announced,
    icon: () => iconOf(row, icon),
    contextValue: isAdded ? "subject.added" : "subject",
    description: () => summary(row) ?? kind,
    tooltip: () => `${announced}\n${row ? (summary(row) ?? l10n.t("nothing dangerous")) : ""}`.trim(),
    forget() {
      connection.lists.clear();
      row = undefined;
    },
    async load(node, signal) {
      const access = await reader.read(signal);
      row = accessMatrix(access, [subject], DANGEROUS_PERMISSIONS, otherAuthorizer(connection.context.server))
        .rows[0];
      if (!row || row.ghost)
        return [problemNode(node, { kind: "not-found", message: l10n.t("{0} does not exist", announced) })];
      const { cells } = row;
      const all = DANGEROUS_PERMISSIONS.map((permission) => ({
        permission,
        cell: cells.get(permission),
      }));
      const rowFor = (under: ClusterNode) => (each: (typeof all)[number]) =>
        permissionNode({ tree, connection, parent: under, subject, readAt: access.readAt, ...each });
      const readsSecrets = all.some(
        ({ permission, cell }) =>
          permission.danger === "reads-secrets" &&
          permission.question.verb !== "create" &&
          cell?.answer === "allowed",
      );
      const others = (["unknown", "denied"] as const).flatMap((answer) => {
        const some = all.filter(({ cell }) => (cell?.answer ?? "denied") === answer);
        if (some.length === 0) return [];
        const title = answer === "denied" ? l10n.t("Denied") : l10n.t("Unknown");
        return [
          folderNode({
            tree,
            parent: node,
            key: answer,
            label: title,
            icon: () => new ThemeIcon(answer === "denied" ? "circle-slash" : "question"),
            contextValue: "answers",
            description: () => String(some.length),
            load: async (under) => some.map(rowFor(under)),
          }),
        ];
      });
      return [
        ...(subject.kind === "ServiceAccount" && readsSecrets
          ? [secretReadsNode({ tree, reader, parent: node, account: subject })]
          : []),
        ...all.filter(({ cell }) => cell?.answer === "allowed").map(rowFor(node)),
        ...others,
        rightsNode({ tree, reader, parent: node, subject }),
      ];
    },
  });
  // The folder itself must stay the row that its children know as their parent.
  return Object.assign(folder, { subject });
}

function iconOf(row: MatrixRow | undefined, icon: string): ThemeIcon {
  if (row?.ghost) return new ThemeIcon("question");
  const isDangerous = row && [...row.cells.values()].some(({ answer }) => answer === "allowed");
  return isDangerous ? new ThemeIcon(icon, new ThemeColor("list.warningForeground")) : new ThemeIcon(icon);
}

/** `reads Secrets, enters pods`, or why nothing can be said; `undefined` for nothing dangerous. */
function summary(row: MatrixRow | undefined): string | undefined {
  if (!row) return undefined;
  if (row.ghost) return l10n.t("unknown: does not exist");
  const dangers = new Set<Danger>();
  let unknown = 0;
  for (const [{ danger }, { answer }] of row.cells) {
    if (answer === "allowed") dangers.add(danger);
    else unknown += 1;
  }
  const said = [...dangers].map(dangerText).join(", ");
  if (said !== "") return said;
  return unknown > 0 ? l10n.t("unknown") : undefined;
}
