import { commands, type Disposable, l10n, Uri, window, workspace } from "vscode";
import type { Services } from "./services";
import { startOrTell } from "./start-or-tell";

/** Scheme of the pages that the server writes, for rules whose page is not part of the package. */
const SCHEME = "rampart-rule";

/** Makes the pages of rules readable as documents of their own scheme. */
export function registerRulePages(services: Services): Disposable {
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) =>
      (await askForPage(services, path.replace(/^\/|\.md$/g, ""))) ?? "",
  });
}

/** Opens the page of a rule in a Markdown preview: the packaged one, else the one the server writes. */
export async function openRulePage(services: Services, id: string): Promise<void> {
  const packaged = rulePageUri(services, id);
  if (await exists(packaged)) {
    await commands.executeCommand("markdown.showPreview", packaged);
    return;
  }
  if ((await askForPage(services, id)) === undefined) {
    void window.showWarningMessage(l10n.t("Rampart knows no rule {0}.", id));
    return;
  }
  await commands.executeCommand("markdown.showPreview", Uri.from({ scheme: SCHEME, path: `/${id}.md` }));
}

/** Where the page of a rule lies in the package, if it is part of it. */
export function rulePageUri({ context }: Services, id: string): Uri {
  return Uri.joinPath(context.extensionUri, "docs", "rules", ...`${id}.md`.split("/"));
}

async function exists(uri: Uri): Promise<boolean> {
  return await workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

async function askForPage(services: Services, id: string): Promise<string | undefined> {
  const client = await startOrTell(services);
  const answer: unknown = await client?.sendRequest("rampart/rule", { id });
  if (typeof answer === "string") return answer;
  const markdown =
    typeof answer === "object" && answer !== null && "markdown" in answer ? answer.markdown : undefined;
  return typeof markdown === "string" ? markdown : undefined;
}
