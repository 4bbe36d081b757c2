import { l10n, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import type { MatrixSubject } from "../../cluster";
import type { ClusterView } from "../views/cluster-view";
import type { ContextNode } from "../views/context-node";
import { chooseContext } from "./cluster-choose";

interface Choice extends QuickPickItem {
  /** Absent for what is still to be typed. */
  readonly subject?: MatrixSubject;
  readonly type?: "account" | "user" | "group";
}

/**
 * `Rampart: Ask about Somebody Else…`: shows what an account, a user or a group may do, beside oneself. Nobody is
 * impersonated: it is worked out from the listed roles, and confirmed by reviews about them.
 */
export async function askAs(view: ClusterView, node?: ContextNode): Promise<void> {
  const context = node ?? (await chooseContext(view, l10n.t("Ask about somebody: which context?")));
  if (!context || !(await context.mayAsk())) return;
  const subject = await chooseSubject(view, context);
  if (!subject) return;
  const row = await context.addSubject(subject);
  await view.view.reveal(row, { expand: true, focus: true, select: true });
}

async function chooseSubject(view: ClusterView, { reader }: ContextNode): Promise<MatrixSubject | undefined> {
  const title = l10n.t("Ask about Somebody Else");
  const typed: Choice[] = [
    { label: l10n.t("A user…"), type: "user" },
    { label: l10n.t("A group…"), type: "group" },
    { label: l10n.t("A service account…"), type: "account" },
  ];
  // Where accounts cannot be listed, they can still be named.
  const choices = view.activity
    .track(async (signal) => view.module().accountsOf(await reader.read(signal)))
    .catch(() => [])
    .then((accounts): Choice[] => [
      ...typed,
      { label: l10n.t("Service accounts"), kind: QuickPickItemKind.Separator },
      ...accounts.flatMap((subject) =>
        subject.kind === "ServiceAccount" ? [{ label: `${subject.namespace}/${subject.name}`, subject }] : [],
      ),
    ]);
  const chosen = await window.showQuickPick(choices, { title, placeHolder: l10n.t("Whom?") });
  if (!chosen?.type) return chosen?.subject;
  return await typeSubject(view, title, chosen.type);
}

async function typeSubject(
  view: ClusterView,
  title: string,
  type: "account" | "user" | "group",
): Promise<MatrixSubject | undefined> {
  const { isNamespace, isServiceAccount, isSubjectName } = view.module();
  if (type !== "account") {
    const name = await window.showInputBox({
      title,
      prompt: l10n.t("The name as the cluster knows it, with any prefix of the identity provider"),
      validateInput: (text) =>
        isSubjectName(text) ? undefined : l10n.t("a name without control characters"),
    });
    if (name === undefined || type === "group")
      return name === undefined ? undefined : { kind: "Group", name };
    return await withGroups(view, title, name);
  }
  const split = (text: string): readonly [string, string, ...string[]] => {
    const [namespace = "", name = "", ...more] = text.split("/");
    return [namespace, name, ...more];
  };
  const account = await window.showInputBox({
    title,
    prompt: l10n.t("The service account, as namespace/name"),
    validateInput: (text) => {
      const [namespace, name, ...more] = split(text);
      const isValid = isNamespace(namespace) && isServiceAccount(name) && more.length === 0;
      return isValid ? undefined : l10n.t("namespace/name, in lower case");
    },
  });
  if (account === undefined) return undefined;
  const [namespace, name] = split(account);
  return { kind: "ServiceAccount", namespace, name };
}

/** Which groups a user is in only the identity provider knows, so whoever asks says it. */
async function withGroups(
  view: ClusterView,
  title: string,
  name: string,
): Promise<MatrixSubject | undefined> {
  const { isSubjectName } = view.module();
  const split = (text: string) =>
    text
      .split(",")
      .map((group) => group.trim())
      .filter((group) => group !== "");
  const text = await window.showInputBox({
    title,
    prompt: l10n.t("Groups of {0}, separated by commas; none: those of everybody who has logged in", name),
    validateInput: (value) =>
      split(value).every(isSubjectName) ? undefined : l10n.t("names without control characters"),
  });
  if (text === undefined) return undefined;
  const groups = split(text);
  return {
    kind: "User",
    name,
    ...(groups.length === 0 ? {} : { groups: [...groups, "system:authenticated"] }),
  };
}
