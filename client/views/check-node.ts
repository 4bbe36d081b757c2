import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem } from "vscode";
import type { Answer, Check, Cluster, LiveRequest, Question, Subject } from "../../cluster";
import { checkReasonText } from "./check-reason";
import type { ClusterNode } from "./node";
import { shell } from "./shell";
import { idPart, type Tree } from "./tree";

/** What a check is about. */
export interface CheckOptions {
  readonly tree: Tree;
  readonly cluster: Cluster;
  readonly parent: ClusterNode;
  readonly subject: Subject;
  readonly namespace: string;
  readonly check: Check;
}

/** A row that asks one permission. */
export interface CheckNode extends ClusterNode {
  readonly request: LiveRequest;
  /** Asks unless it is being asked or has an answer. Resolves once the answer is shown. Never rejects. */
  ask(signal: AbortSignal): Promise<void>;
}

/** One `kubectl auth can-i`, with its answer once there is one. */
export function checkNode({ tree, cluster, parent, subject, namespace, check }: CheckOptions): CheckNode {
  const question: Question = { ...check.question, namespace };
  const title = tree.module.questionText(question);
  // The group is in the tooltip, with the command; here it would push the answer out of sight.
  const shortTitle = title.replace(/(?<=^\S+ [a-z]+)\.[a-z0-9.-]+/, "");
  const id = `${parent.id}/check/${idPart(title)}`;
  const request: LiveRequest = { type: "can-i", subject, question };
  let answer: Answer | undefined;
  let asking = false;

  const node: CheckNode = {
    id,
    parent,
    request,
    async ask(signal) {
      if (asking || answer) return;
      asking = true;
      answer = await cluster.canI(subject, question, signal);
      asking = false;
      tree.changed(node);
    },
    refresh() {
      answer = undefined;
      tree.changed(node);
      void tree.activity.track((signal) => node.ask(signal));
    },
    questions: () => 1,
    item() {
      const { icon, word } = lookOf(answer, check.dangerous);
      const item = new TreeItem(shortTitle);
      item.id = id;
      item.description = answer?.answer === "unknown" ? `${word}: ${answer.reason}` : word;
      item.iconPath = icon;
      item.contextValue = "check";
      item.tooltip = tooltip();
      item.accessibilityInformation = {
        label: answer ? `${title}: ${word}, ${answer.reason}` : `${title}: ${word}`,
      };
      return item;
    },
  };

  function tooltip(): MarkdownString {
    const text = new MarkdownString();
    if (answer) text.appendText(`${lookOf(answer, false).word}: ${answer.reason}`).appendMarkdown("\n\n");
    text.appendText(checkReasonText(check.reason));
    return text.appendCodeblock(
      tree.module.commandText(cluster.context.name, request, shell()),
      "shellscript",
    );
  }

  return node;
}

/** Icon and word of an answer. Holding what is dangerous is a warning, not a success; the word says the same. */
function lookOf(answer: Answer | undefined, dangerous: boolean): { icon: ThemeIcon; word: string } {
  switch (answer?.answer) {
    case undefined:
      return { icon: new ThemeIcon("loading~spin"), word: l10n.t("asking") };
    case "allowed":
      return {
        icon: dangerous
          ? new ThemeIcon("warning", new ThemeColor("list.warningForeground"))
          : new ThemeIcon("pass", new ThemeColor("testing.iconPassed")),
        word: l10n.t("allowed"),
      };
    case "denied":
      return { icon: new ThemeIcon("circle-slash"), word: l10n.t("denied") };
    case "unknown":
      return { icon: new ThemeIcon("question"), word: l10n.t("unknown") };
  }
}
