import { l10n, window } from "vscode";
import type { Cluster, ServedResource } from "../../cluster";
import type { ClusterView } from "../views/cluster-view";
import type { ContextNode } from "../views/context-node";

/** Verbs that are worth asking about. */
export const VERBS = [
  ...["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
  ...["impersonate", "bind", "escalate", "use", "approve", "sign"],
] as const;

/** Subresources that are worth asking about; discovery does not list them. */
const SUBRESOURCES: Readonly<Record<string, readonly string[]>> = {
  pods: ["exec", "log", "attach", "portforward", "ephemeralcontainers", "eviction"],
  serviceaccounts: ["token"],
  nodes: ["proxy"],
};

/** A resource, perhaps with a subresource. */
export interface ChosenResource extends ServedResource {
  readonly subresource?: string;
}

/** Lets the user choose a context that may be asked; the only one is not asked about. */
export async function chooseContext(view: ClusterView, title: string): Promise<ContextNode | undefined> {
  const contexts = await view.contexts();
  if (contexts.length === 0) {
    void window.showInformationMessage(
      l10n.t("There is no cluster to ask: the view Cluster Access says why."),
    );
  }
  const picks = contexts.map((node) => ({ label: node.context.name, node }));
  const chosen = contexts.length <= 1 ? contexts[0] : (await window.showQuickPick(picks, { title }))?.node;
  return chosen && (await chosen.mayAsk()) ? chosen : undefined;
}

/** Lets the user choose among what the cluster serves. */
export async function chooseResource(
  view: ClusterView,
  cluster: Cluster,
  title: string,
): Promise<ChosenResource | undefined> {
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
  const chosen = await window.showQuickPick(picks, { title });
  return chosen?.resource;
}

/** Lets the user choose a namespace, or all (`""`). */
export async function chooseNamespace(
  view: ClusterView,
  cluster: Cluster,
  title: string,
): Promise<string | undefined> {
  const all = { label: l10n.t("All namespaces"), namespace: "" };
  const own = cluster.context.namespace;
  const names = view.activity
    .track((signal) => cluster.namespaces(signal))
    .catch(() => [own])
    .then((listed) => [all, ...listed.map((label) => ({ label, namespace: label }))]);
  return (await window.showQuickPick(names, { title }))?.namespace;
}
