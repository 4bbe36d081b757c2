import { env, l10n, window } from "vscode";
import type { Answer, Cluster, Question, ServedResource, Subject } from "../../cluster";
import type { ClusterView } from "../views/cluster-view";
import type { ContextNode } from "../views/context-node";
import type { NamespaceNode } from "../views/namespace-node";
import { shell } from "../views/shell";

const VERBS = [
  ...["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  ...["impersonate", "bind", "escalate", "use", "approve", "sign"],
] as const;

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
  const context = await chooseContext(await view.contexts());
  if (!context || !(await context.mayAsk())) return undefined;
  const { cluster } = context;
  const question = await chooseQuestion(view, cluster, () => chooseNamespace(view, cluster));
  return question && { cluster, subject: { kind: "me" }, question };
}

async function chooseContext(contexts: readonly ContextNode[]): Promise<ContextNode | undefined> {
  if (contexts.length === 0) {
    void window.showInformationMessage(
      l10n.t("There is no cluster to ask: the view Cluster Access says why."),
    );
  }
  if (contexts.length <= 1) return contexts[0];
  const picks = contexts.map((node) => ({ label: node.context.name, node }));
  const chosen = await window.showQuickPick(picks, { title: l10n.t("Check Access: which context?") });
  return chosen?.node;
}

async function chooseQuestion(
  view: ClusterView,
  cluster: Cluster,
  chooseNamespace: () => Promise<string | undefined>,
): Promise<Question | undefined> {
  const verb = await window.showQuickPick(VERBS, { title: l10n.t("Check Access: which verb?") });
  if (verb === undefined) return undefined;
  const resource = await chooseResource(view, cluster);
  if (!resource) return undefined;
  const namespace = resource.namespaced ? await chooseNamespace() : "";
  if (namespace === undefined) return undefined;
  const { name, subresource } = resource;
  return { verb, resource: name, namespace, ...(subresource === undefined ? {} : { subresource }) };
}

interface ChosenResource extends ServedResource {
  readonly subresource?: string;
}

/** Subresources that are worth asking about; discovery by kubectl does not list them. */
const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = {
  pods: ["exec", "log", "attach", "portforward", "ephemeralcontainers", "eviction"],
  serviceaccounts: ["token"],
  nodes: ["proxy"],
};

async function chooseResource(view: ClusterView, cluster: Cluster): Promise<ChosenResource | undefined> {
  const served = view.activity
    .track((signal) => cluster.resources(signal))
    .catch((error: unknown) => {
      void window.showErrorMessage(view.module().problemOf(error).message);
      return [];
    });
  const picks = served.then((resources) =>
    resources.flatMap((resource) => [
      { label: resource.name, resource: resource as ChosenResource },
      ...(SUBRESOURCES[resource.name] ?? []).map((subresource) => ({
        label: `${resource.name}/${subresource}`,
        resource: { ...resource, subresource },
      })),
    ]),
  );
  const chosen = await window.showQuickPick(picks, { title: l10n.t("Check Access: which resource?") });
  return chosen?.resource;
}

async function chooseNamespace(view: ClusterView, cluster: Cluster): Promise<string | undefined> {
  const all = { label: l10n.t("All namespaces"), namespace: "" };
  const own = cluster.context.namespace;
  const names = view.activity
    .track((signal) => cluster.namespaces(signal))
    .catch(() => [own])
    .then((listed) => [all, ...listed.map((label) => ({ label, namespace: label }))]);
  return (await window.showQuickPick(names, { title: l10n.t("Check Access: which namespace?") }))?.namespace;
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
