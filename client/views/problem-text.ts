import { l10n } from "vscode";
import type { Problem, ProblemKind } from "../../cluster";

/** What has happened, in a few words, and what to do about it. */
export interface ProblemText {
  readonly title: string;
  readonly remedy: string;
  /** A product icon. */
  readonly icon: string;
}

/** The words for a kind of problem, in the user's language. */
export function problemText({ kind }: Problem): ProblemText {
  return TEXTS[kind]();
}

function text(icon: string, title: string, remedy: string): ProblemText {
  return { icon, title, remedy };
}

const TEXTS: Readonly<Record<ProblemKind, () => ProblemText>> = {
  "no-kubectl": () =>
    text(
      "error",
      l10n.t("kubectl cannot be started"),
      l10n.t("Install kubectl, or set rampart.kubectlPath."),
    ),
  "no-kubeconfig": () =>
    text("error", l10n.t("No kubeconfig"), l10n.t("Set KUBECONFIG, or rampart.kubeconfig.")),
  "unreadable-kubeconfig": () =>
    text("error", l10n.t("The kubeconfig cannot be read"), l10n.t("See the output for file and line.")),
  "no-contexts": () =>
    text("info", l10n.t("No contexts"), l10n.t("Add one with kubectl config set-context.")),
  "unknown-context": () =>
    text("error", l10n.t("The context is gone"), l10n.t("The kubeconfig has changed: refresh the view.")),
  "invalid-name": () =>
    text(
      "error",
      l10n.t("Not a valid name"),
      l10n.t("Nothing was asked: Kubernetes would not accept the name."),
    ),
  unreachable: () =>
    text(
      "debug-disconnect",
      l10n.t("Unreachable"),
      l10n.t("Is the VPN up, and does the cluster run? Then refresh."),
    ),
  timeout: () =>
    text(
      "watch",
      l10n.t("No answer in time"),
      l10n.t(
        "The cluster is slow, or the program that fetches credentials waits for input. Try kubectl in a terminal.",
      ),
    ),
  "bad-certificate": () =>
    text(
      "shield",
      l10n.t("Certificate not accepted"),
      l10n.t("Check the certificate authority of the cluster in your kubeconfig."),
    ),
  "credential-plugin": () =>
    text(
      "key",
      l10n.t("No credentials"),
      l10n.t("The program that fetches your credentials has failed. Try kubectl in a terminal."),
    ),
  "login-expired": () =>
    text("key", l10n.t("Login expired"), l10n.t("Log in with your provider's command, then refresh.")),
  forbidden: () =>
    text("lock", l10n.t("Forbidden"), l10n.t("The cluster knows you, but does not let you ask this.")),
  "not-found": () => text("search-stop", l10n.t("Does not exist"), l10n.t("Check the name, then refresh.")),
  "unknown-resource": () =>
    text(
      "search-stop",
      l10n.t("No such resource"),
      l10n.t("The cluster does not serve this kind of object."),
    ),
  "unreadable-answer": () =>
    text(
      "bug",
      l10n.t("Not understood"),
      l10n.t("What answered was no API server, or a broken one. Try the command in a terminal."),
    ),
  "refused-by-guard": () =>
    text("bug", l10n.t("Refused"), l10n.t("Rampart asks nothing that could change a cluster.")),
  throttled: () =>
    text("watch", l10n.t("Throttled"), l10n.t("The cluster asks to slow down. Wait a little, then refresh.")),
  "over-budget": () =>
    text(
      "dashboard",
      l10n.t("Enough asked"),
      l10n.t("One action asks only so many reviews. Refresh a smaller part of the view."),
    ),
  "not-trusted": () =>
    text("workspace-untrusted", l10n.t("Not trusted"), l10n.t("Trust the workspace, then refresh.")),
  cancelled: () => text("circle-slash", l10n.t("Cancelled"), l10n.t("Refresh to ask again.")),
};
