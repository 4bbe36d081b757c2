import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { Answer, MatrixCell, MatrixSubject, Permission, Subject } from "../../../cluster";
import type { Connection } from "../../cluster/connections";
import type { ClusterNode } from "../node";
import { shell } from "../shell";
import { idPart, type Tree } from "../tree";
import { confirmationText } from "./confirmation-text";
import { dangerSentence } from "./danger-text";
import { shortPermission } from "./short-permission";
import { timeText } from "./time-text";

/** What a row tells of one permission. */
export interface PermissionOptions {
  readonly tree: Tree;
  readonly connection: Connection;
  readonly parent: ClusterNode;
  readonly subject: MatrixSubject;
  readonly permission: Permission;
  /** Absent: denied. */
  readonly cell: MatrixCell | undefined;
  /** When the roles were listed, in milliseconds since 1970. */
  readonly readAt: number;
}

/** One permission of one subject, as the listed roles say it; the cluster can be asked to confirm it. */
export function permissionNode(options: PermissionOptions): ClusterNode {
  const { tree, connection, parent, subject, permission, cell, readAt } = options;
  const { commandText, compareAnswers, questionOf } = tree.module;
  const id = `${parent.id}/permission/${idPart(permission.text)}`;
  const request = {
    type: "can-i",
    subject: askedSubject(subject),
    question: questionOf({ ...permission.question, ...placeOf(options) }),
  } as const;
  // The group is in the tooltip, with the command.
  const shortText = shortPermission(permission.text);
  const listed = cell?.answer ?? "denied";
  let confirmed: Answer | undefined;
  let isAsking = false;

  const node: ClusterNode = {
    id,
    parent,
    request,
    ...(cell?.answer === "allowed" ? { grant: { binding: cell.by[0], role: cell.by[1] } } : {}),
    async confirm(signal) {
      if (isAsking) return;
      isAsking = true;
      tree.changed(node);
      confirmed = await connection.cluster.canI(request.subject, request.question, signal);
      isAsking = false;
      tree.changed(node);
    },
    refresh() {
      void tree.activity.track((signal) => node.confirm?.(signal) ?? Promise.resolve());
    },
    questions: () => 1,
    item() {
      const item = new TreeItem(shortText);
      item.id = id;
      const said = sayListed(cell);
      const more = isAsking ? l10n.t("asking the cluster") : comparison();
      item.description = [said.short, ...(more ? [more] : [])].join(" · ");
      item.iconPath = isAsking ? new ThemeIcon("loading~spin") : icon();
      item.contextValue = CONTEXT_VALUES[listed];
      item.tooltip = tooltip(said.long, more);
      item.accessibilityInformation = {
        label: `${permission.text}: ${said.long}${more ? `, ${more}` : ""}`,
      };
      return item;
    },
  };

  function comparison(): string | undefined {
    if (!confirmed) return undefined;
    return confirmationText(compareAnswers({ answer: listed }, confirmed), confirmed);
  }

  function icon(): ThemeIcon {
    const kind = confirmed && compareAnswers({ answer: listed }, confirmed);
    if (kind === "refused" || kind === "granted") return new ThemeIcon("diff-modified");
    const answer = kind === "settled" && confirmed ? confirmed.answer : listed;
    if (answer === "allowed") return new ThemeIcon("warning", new ThemeColor("list.warningForeground"));
    return new ThemeIcon(answer === "denied" ? "circle-slash" : "question");
  }

  function tooltip(said: string, more: string | undefined): MarkdownString {
    const text = new MarkdownString()
      .appendText(`${permission.text}: ${said}`)
      .appendMarkdown("\n\n")
      .appendText(dangerSentence(permission.danger))
      .appendMarkdown("\n\n");
    text
      .appendText(more ?? l10n.t("By the roles and bindings, listed at {0}.", timeText(readAt)))
      .appendCodeblock(commandText(connection.context.name, request, shell()), "shellscript");
    return text;
  }

  return node;
}

const CONTEXT_VALUES = {
  allowed: "permission.allowed",
  denied: "permission.denied",
  unknown: "permission.unknown",
} as const;

/** The place a review asks about: the first one where it is held; else the account's own namespace. */
function placeOf({ subject, permission, cell, connection }: PermissionOptions): {
  readonly namespace?: string;
  readonly name?: string;
} {
  const held = cell?.answer === "allowed" ? cell : undefined;
  const name = held?.name === undefined ? {} : { name: held.name };
  if (permission.clusterScoped || held?.reach === "cluster") return name;
  const [first] = held?.namespaces ?? [];
  if (held && first === undefined) return name;
  const own = subject.kind === "ServiceAccount" ? subject.namespace : connection.context.namespace;
  return { namespace: first ?? own, ...name };
}

function askedSubject(subject: MatrixSubject): Subject {
  const { name } = subject;
  switch (subject.kind) {
    case "ServiceAccount":
      return { kind: "service-account", namespace: subject.namespace, name };
    case "User":
      return { kind: "user", name, ...(subject.groups ? { groups: subject.groups } : {}) };
    case "Group":
      return { kind: "group", name };
  }
}

function sayListed(cell: MatrixCell | undefined): { readonly short: string; readonly long: string } {
  if (cell === undefined)
    return { short: l10n.t("denied"), long: l10n.t("denied, no role in sight allows it") };
  if (cell.answer === "unknown") {
    const text = l10n.t("unknown: {0}", cell.reason);
    return { short: text, long: text };
  }
  const { reach, namespaces, name, by } = cell;
  const where =
    reach === "cluster"
      ? l10n.t("allowed everywhere")
      : reach === "namespaces"
        ? l10n.t("allowed in {0}", namespaces.join(", "))
        : namespaces.length === 0
          ? l10n.t("allowed for {0} alone", name ?? "")
          : l10n.t("allowed for {0} alone, in {1}", name ?? "", namespaces.join(", "));
  const [binding, role] = by;
  return {
    short: `${where} · ${binding.kind} ${binding.name}`,
    long: l10n.t("{0}, by {1} of {2}", where, `${binding.kind} ${binding.name}`, `${role.kind} ${role.name}`),
  };
}
