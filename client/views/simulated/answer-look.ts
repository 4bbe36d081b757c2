import { l10n, ThemeColor, ThemeIcon } from "vscode";
import type { Answer } from "./answers";

/** Icon and word of an answer; the word says the same as the icon and its colour. */
export interface Look {
  readonly icon: ThemeIcon;
  readonly word: string;
}

/** How an answer looks where allowed is good, such as names that resolve. */
export function goodLook({ answer }: Pick<Answer, "answer">): Look {
  switch (answer) {
    case "allowed":
      return { icon: new ThemeIcon("pass", new ThemeColor("testing.iconPassed")), word: l10n.t("allowed") };
    case "denied":
      return {
        icon: new ThemeIcon("circle-slash", new ThemeColor("list.warningForeground")),
        word: l10n.t("denied"),
      };
    case "unknown":
      return { icon: new ThemeIcon("question"), word: l10n.t("unknown") };
  }
}

/** How an answer looks where neither is good by itself, such as a connection. */
export function plainLook({ answer }: Pick<Answer, "answer">): Look {
  switch (answer) {
    case "allowed":
      return { icon: new ThemeIcon("arrow-right"), word: l10n.t("allowed") };
    case "denied":
      return { icon: new ThemeIcon("circle-slash"), word: l10n.t("denied") };
    case "unknown":
      return { icon: new ThemeIcon("question"), word: l10n.t("unknown") };
  }
}

/** How a dangerous right looks: to hold it is a warning. */
export function dangerLook({ answer }: Pick<Answer, "answer">): Look {
  return answer === "allowed"
    ? { icon: new ThemeIcon("warning", new ThemeColor("list.warningForeground")), word: l10n.t("allowed") }
    : plainLook({ answer });
}

/** What closes something, in words. */
export function isolationText({
  ingress,
  egress,
}: {
  readonly ingress: boolean;
  readonly egress: boolean;
}): string {
  if (ingress && egress) return l10n.t("default deny");
  if (ingress) return l10n.t("default deny: ingress only");
  return egress ? l10n.t("default deny: egress only") : l10n.t("no default deny");
}
