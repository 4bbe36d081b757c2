import { env, l10n, window } from "vscode";
import type { Answer, Cluster, Question, Subject } from "../../cluster";
import type { ClusterView } from "../views/cluster-view";
import type { NamespaceNode } from "../views/namespace-node";
import { shell } from "../views/shell";
import { chooseContext, chooseNamespace, chooseResource, VERBS } from "./cluster-choose";

/** What is asked, and of whom. */
interface Target {
  readonly cluster: Cluster;
  readonly subject: Subject;
  readonly question: Question;
}

/**
 * `Rampart: Check Access on Cluster…`: asks one permission that the user puts together. From a namespace of the tree
 * it becomes a row there; from the palette the answer is a notification.
 */
export async function checkAccess(view: ClusterView, node?: NamespaceNode): Promise<void> {
  const target = node ? await fromNode(view, node) : await fromPalette(view);
  if (!target) return;
  const { namespace, ...question } = target.question;
  if (node) {
    node.add({ question, reason: "own", dangerous: false });
    return;
  }
  const answer = await view.activity.track((signal) =>
    target.cluster.canI(target.subject, target.question, signal),
  );
  await tell(view, target, answer);
}

async function fromNode(
  view: ClusterView,
  { cluster, subject, namespace }: NamespaceNode,
): Promise<Target | undefined> {
  const question = await chooseQuestion(view, cluster, () => Promise.resolve(namespace));
  return question && { cluster, subject, question };
}

async function fromPalette(view: ClusterView): Promise<Target | undefined> {
  const context = await chooseContext(view, l10n.t("Check Access: which context?"));
  if (!context) return undefined;
  const { cluster } = context;
  const question = await chooseQuestion(view, cluster, () =>
    chooseNamespace(view, cluster, l10n.t("Check Access: which namespace?")),
  );
  return question && { cluster, subject: { kind: "me" }, question };
}

async function chooseQuestion(
  view: ClusterView,
  cluster: Cluster,
  namespaceFor: () => Promise<string | undefined>,
): Promise<Question | undefined> {
  const verb = await window.showQuickPick(VERBS, { title: l10n.t("Check Access: which verb?") });
  if (verb === undefined) return undefined;
  const resource = await chooseResource(view, cluster, l10n.t("Check Access: which resource?"));
  if (!resource) return undefined;
  const namespace = resource.namespaced ? await namespaceFor() : "";
  if (namespace === undefined) return undefined;
  const { name, subresource } = resource;
  return { verb, resource: name, namespace, ...(subresource === undefined ? {} : { subresource }) };
}

async function tell(
  view: ClusterView,
  { cluster, subject, question }: Target,
  answer: Answer,
): Promise<void> {
  const { commandText, questionText } = view.module();
  const asked = questionText(question);
  const where =
    question.namespace === "" ? cluster.context.name : `${cluster.context.name}, ${question.namespace}`;
  const copy = l10n.t("Copy kubectl Command");
  const message =
    answer.answer === "allowed"
      ? l10n.t("Allowed: {0} ({1})", asked, where)
      : answer.answer === "denied"
        ? l10n.t("Denied: {0} ({1}): {2}", asked, where, answer.reason)
        : l10n.t("Unknown: {0} ({1}): {2}", asked, where, answer.reason);
  if ((await window.showInformationMessage(message, copy)) !== copy) return;
  const request = { type: "can-i", subject, question } as const;
  await env.clipboard.writeText(commandText(cluster.context.name, request, shell()));
}
