import { l10n, window } from "vscode";
import type { Problem } from "../../cluster";
import type { ClusterView } from "../views/cluster-view";
import type { ContextNode } from "../views/context-node";

/** `Rampart: Ask as a Service Account…`: adds a service account to a context, after saying what that means. */
export async function askAs(view: ClusterView, node?: ContextNode): Promise<void> {
  if (!node || !(await node.mayAsk())) return;
  const account = await chooseAccount(view, node);
  if (account === undefined || !(await confirm(account))) return;
  const [namespace = "", name = ""] = account.split("/");
  node.addAccount(namespace, name);
}

async function chooseAccount(view: ClusterView, { cluster }: ContextNode): Promise<string | undefined> {
  const title = l10n.t("Ask as a Service Account");
  const listed = await view.activity
    .track((signal) => cluster.serviceAccounts(undefined, signal))
    .then(
      (accounts) => ({ accounts }),
      (error: unknown) => ({ problem: view.module().problemOf(error) }),
    );
  if ("problem" in listed) return await typeAccount(view, title, listed.problem);
  const names = listed.accounts.map(({ namespace, name }) => `${namespace}/${name}`).sort();
  return await window.showQuickPick(names, { title, placeHolder: l10n.t("Namespace and name") });
}

/** Who may not list accounts can still name one. */
async function typeAccount(
  view: ClusterView,
  title: string,
  { message }: Problem,
): Promise<string | undefined> {
  const { isNamespace, isServiceAccount } = view.module();
  return await window.showInputBox({
    title,
    prompt: l10n.t("The accounts could not be listed ({0}). Which one, as namespace/name?", message),
    validateInput: (text) => {
      const [namespace = "", name = "", ...more] = text.split("/");
      const isValid = isNamespace(namespace) && isServiceAccount(name) && more.length === 0;
      return isValid ? undefined : l10n.t("namespace/name, in lower case");
    },
  });
}

async function confirm(account: string): Promise<boolean> {
  const ask = l10n.t("Ask as This Account");
  const chosen = await window.showWarningMessage(
    l10n.t("Ask as {0}?", account),
    {
      modal: true,
      detail: l10n.t(
        "Your questions are sent in the account's name (impersonation). The cluster records that in its audit log, and security monitoring may report it.",
      ),
    },
    ask,
  );
  return chosen === ask;
}
