import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from "vscode";
import type { AccessReader, Holder, MatrixSubject, Question, Subject } from "../../../cluster";
import type { Connection } from "../../cluster/connections";
import type { ClusterNode } from "../node";
import { shell } from "../shell";
import { idPart, type Tree } from "../tree";
import { folderNode } from "./folder-node";
import { grantNode } from "./grant-node";
import { noteNode } from "./note-node";
import { subjectKey, subjectText } from "./subject-text";

/** What is asked about everybody. */
export interface WhoCanOptions {
  readonly tree: Tree;
  readonly connection: Connection;
  readonly reader: AccessReader;
  readonly parent: ClusterNode;
  readonly question: Question;
}

/** Who may do something: subjects, then the bindings that give it. */
export function whoCanNode({ tree, connection, reader, parent, question }: WhoCanOptions): ClusterNode {
  const { accessQuestionOf, holdersOf, otherAuthorizer, questionText, quoted } = tree.module;
  const { context } = connection;
  const asked = questionText(question);
  const where =
    question.namespace === "" ? l10n.t("in all namespaces") : l10n.t("in {0}", question.namespace);
  const label = l10n.t("Who can {0} {1}", asked, where);
  let count: number | undefined;
  const { verb, resource, subresource } = question;
  return folderNode({
    tree,
    parent,
    key: `who-can/${idPart(`${asked} ${question.namespace}`)}`,
    label,
    icon: () => new ThemeIcon("search"),
    contextValue: "whoCan",
    command: quoted(
      [
        ...["rampart", "who-can", verb, subresource === undefined ? resource : `${resource}/${subresource}`],
        question.namespace === "" ? "--all-namespaces" : `--namespace=${question.namespace}`,
        `--context=${context.name}`,
      ],
      shell(),
    ),
    description: () => (count === undefined ? undefined : String(count)),
    forget: () => connection.lists.clear(),
    async load(folder, signal) {
      const { holders, unknown, doubt } = holdersOf(
        await reader.read(signal),
        accessQuestionOf(question),
        otherAuthorizer(context.server),
      );
      count = holders.length;
      const more = [
        ...unknown.map(({ kind, name }) => l10n.t("{0} {1}: its role may not be read", kind, name)),
        ...(doubt === undefined ? [] : [doubt]),
      ];
      return [
        ...holders.map((holder) => holderNode(folder, holder, question)),
        ...(more.length === 0 ? [] : [noteNode(folder, l10n.t("There may be others"), more.join("; "))]),
      ];
    },
  });
}

function holderNode(
  parent: ClusterNode,
  { subject, ghost, grants }: Holder,
  question: Question,
): ClusterNode {
  const { kind, name, namespace = "" } = subject;
  const who: MatrixSubject = kind === "ServiceAccount" ? { kind, name, namespace } : { kind, name };
  const asked: Subject =
    kind === "ServiceAccount"
      ? { kind: "service-account", namespace, name }
      : { kind: kind === "User" ? "user" : "group", name };
  const { label, announced, icon } = subjectText(who);
  const id = `${parent.id}/holder/${subjectKey(who)}`;
  const [first] = grants;
  const beside = ghost
    ? l10n.t("does not exist; whoever creates it may")
    : first
      ? `${first.binding.kind} ${first.binding.name}${grants.length > 1 ? ` +${grants.length - 1}` : ""}`
      : l10n.t("passes before RBAC is asked");
  const node: ClusterNode = {
    id,
    parent,
    request: { type: "can-i", subject: asked, question },
    ...(first ? { grant: first } : {}),
    ...(grants.length > 0
      ? { children: async () => grants.map((grant) => grantNode({ parent: node, ...grant })) }
      : {}),
    refresh: () => parent.refresh(),
    questions: () => 0,
    item() {
      const item = new TreeItem(
        label,
        grants.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
      );
      item.id = id;
      item.description = beside;
      item.iconPath = new ThemeIcon(ghost ? "question" : icon);
      item.contextValue = "holder";
      item.accessibilityInformation = { label: `${announced}, ${beside}` };
      return item;
    },
  };
  return node;
}
