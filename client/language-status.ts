import { Disposable, LanguageStatusSeverity, l10n, languages, type TextDocument, window } from "vscode";
import { DOCUMENT_SELECTOR, isSelected } from "./document-selector";
import type { Services } from "./services";

/** What the server says of a document (`rampart/status`), as far as it is shown. */
interface DocumentStatus {
  readonly kind: "manifest" | "template" | "patch" | "none" | "excluded" | "too large";
  readonly profile: string;
  readonly kubernetesVersion: string;
  /** The environment of the configuration, if the file belongs to one. */
  readonly environment?: string;
  /** The settings of this editor that win over the configuration. */
  readonly overridden?: readonly string[];
  /** How many findings would block in production. */
  readonly blockedInProduction: number;
  readonly findings: Readonly<Record<string, number>>;
  /** The kustomizations and charts it belongs to, and how they are judged. */
  readonly rendering: readonly {
    readonly file: string;
    readonly state: "rendered" | "waiting" | "edited" | "failed";
    readonly message?: string;
  }[];
  /** What is wrong in its configuration; the rest of that holds. */
  readonly configuration: readonly {
    readonly file: string;
    readonly line: number;
    readonly message: string;
  }[];
  readonly unreadable: readonly {
    readonly range: { readonly start: { readonly line: number } };
    readonly message: string;
  }[];
}

/** One line of the status item. */
interface Line {
  readonly text: string;
  readonly detail: string;
  readonly severity: LanguageStatusSeverity;
}

const { Information, Warning, Error: Failure } = LanguageStatusSeverity;

/** One status item for the active manifest: whether the server runs, what the document is to it, what was found. */
export function showLanguageStatus(services: Services): Disposable {
  const { server } = services;
  const item = languages.createLanguageStatusItem("rampart.status", [...DOCUMENT_SELECTOR]);
  item.name = "Rampart";
  let asked = 0;

  async function update(): Promise<void> {
    asked += 1;
    const mine = asked;
    const line = (await statusLine(services, window.activeTextEditor?.document)) ?? serverLine(services);
    if (mine !== asked) return;
    Object.assign(item, line);
    item.busy = server.state === "starting";
    item.command =
      server.state === "failed"
        ? { command: "rampart.restartServer", title: l10n.t("Restart Server") }
        : { command: "rampart.showOutput", title: l10n.t("Show Output") };
  }

  void update();
  return Disposable.from(
    item,
    server.onDidChangeState(() => void update()),
    languages.onDidChangeDiagnostics(({ uris }) => {
      const active = window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) void update();
    }),
    window.onDidChangeActiveTextEditor(() => void update()),
  );
}

function serverLine({ server }: Services): Line {
  const detail = "Rampart";
  switch (server.state) {
    case "failed":
      return { text: l10n.t("The language server has failed"), detail, severity: Failure };
    case "starting":
      return { text: l10n.t("Starting"), detail, severity: Information };
    case "stopped":
      return { text: l10n.t("Not started"), detail, severity: Information };
    case "running":
      return { text: l10n.t("Nothing to check here"), detail, severity: Information };
  }
}

async function statusLine({ server }: Services, document?: TextDocument): Promise<Line | undefined> {
  if (server.state !== "running" || !document || !isSelected(document)) return undefined;
  const client = await server.start();
  const uri = client.code2ProtocolConverter.asUri(document.uri);
  // A server that ends while it is asked has a status of its own.
  const status: unknown = await client.sendRequest("rampart/status", { uri }).catch(() => undefined);
  return isStatus(status) ? documentLine(status) : undefined;
}

function isStatus(status: unknown): status is DocumentStatus {
  return typeof status === "object" && status !== null && "kind" in status && "findings" in status;
}

function documentLine(status: DocumentStatus): Line {
  const detail = detailFor(status);
  const [unreadable] = status.unreadable;
  if (unreadable) {
    const { message, range } = unreadable;
    return {
      text: l10n.t("Line {0} could not be read: {1}", range.start.line + 1, message),
      detail,
      severity: Warning,
    };
  }
  const [problem] = status.configuration;
  if (problem) {
    const { file, line, message } = problem;
    return {
      text: l10n.t("{0}, line {1} is left out: {2}", file, line + 1, message),
      detail,
      severity: Warning,
    };
  }
  return {
    text: textFor(status),
    detail: [detail, ...overridesOf(status), ...renderingOf(status)].join(". "),
    severity: Information,
  };
}

/** What this editor judges by in spite of the configuration. */
function overridesOf({ overridden = [] }: DocumentStatus): string[] {
  return overridden.length > 0
    ? [l10n.t("The setting {0} wins over the configuration, in this editor alone", overridden.join(", "))]
    : [];
}

/** How the file is judged where it belongs to a kustomization or chart; what failed comes first. */
function renderingOf({ rendering }: DocumentStatus): string[] {
  const failed = rendering.find(({ state }) => state === "failed");
  if (failed) return [l10n.t("{0} is judged as written: {1}", failed.file, failed.message ?? "")];
  if (rendering.some(({ state }) => state === "waiting")) return [l10n.t("Being rendered")];
  if (rendering.some(({ state }) => state === "edited"))
    return [l10n.t("Judged as written until it is saved")];
  return rendering.length > 0 ? [l10n.t("Judged as rendered")] : [];
}

function detailFor({ environment, profile, kubernetesVersion }: DocumentStatus): string {
  return environment === undefined
    ? l10n.t("Rampart: profile {0}, Kubernetes {1}", profile, kubernetesVersion)
    : l10n.t(
        "Rampart: environment {0}, profile {1}, Kubernetes {2}",
        environment,
        profile,
        kubernetesVersion,
      );
}

function templateText(status: DocumentStatus): string {
  const isRendered = status.rendering.some(({ state }) => state === "rendered");
  return isRendered ? foundText(status) : l10n.t("A template: not checked");
}

function foundText({ findings, blockedInProduction }: DocumentStatus): string {
  const count = Object.values(findings).reduce((sum, each) => sum + each, 0);
  if (count === 0) return l10n.t("No findings");
  const found = count === 1 ? l10n.t("1 finding") : l10n.t("{0} findings", count);
  const { block = 0 } = findings;
  if (block > 0) return l10n.t("{0}, {1} of them blocking", found, block);
  return blockedInProduction > 0
    ? l10n.t("{0}, {1} would block in production", found, blockedInProduction)
    : found;
}

function textFor(status: DocumentStatus): string {
  switch (status.kind) {
    case "template":
      return templateText(status);
    case "patch":
      return l10n.t("A patch: checked where it is applied");
    case "excluded":
      return l10n.t("Excluded by the configuration");
    case "too large":
      return l10n.t("Too large to be checked");
    case "none":
      return l10n.t("Nothing to check here");
    case "manifest":
      return foundText(status);
  }
}
