import { DidChangeConfigurationNotification, type DidChangeConfigurationParams } from "vscode-languageserver";
import { isObject } from "../engine/json";
import type { Diagnostics } from "./diagnostics";
import { runSafely } from "./run-safe";
import type { Session } from "./session";
import { parseSettings, type Settings } from "./settings";

/**
 * Reads the settings `rampart.*` now and whenever they change: asked of the client folder by folder where it answers
 * `workspace/configuration`, else as it sends them along.
 *
 * @returns once the settings are known for the first time
 */
export async function watchSettings(session: Session, diagnostics: Diagnostics): Promise<void> {
  const { connection, client, log } = session;
  connection.onDidChangeConfiguration((params: DidChangeConfigurationParams) => {
    void runSafely(log, "workspace/didChangeConfiguration", async () => {
      await readSettings(session, params.settings);
      await session.indexes.invalidate();
      session.renderings?.configured();
      session.differences?.renewed();
      diagnostics.refresh();
    });
  });
  if (client.configurationRegistration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: "rampart" });
  if (!client.configuration) return;
  await readSettings(session, undefined);
}

async function readSettings(
  { connection, client, folders, policies }: Session,
  sent: unknown,
): Promise<void> {
  const settings = new Map<string, Settings>();
  if (!client.configuration) {
    settings.set("", parseSettings(isObject(sent) && isObject(sent.rampart) ? sent.rampart : sent));
  } else {
    const roots = folders.all().map(({ uri }) => uri);
    const answers: unknown = await connection.workspace.getConfiguration([
      { section: "rampart" },
      ...roots.map((scopeUri) => ({ scopeUri, section: "rampart" })),
    ]);
    const sections = Array.isArray(answers) ? answers : [];
    for (const [index, root] of ["", ...roots].entries()) settings.set(root, parseSettings(sections[index]));
  }
  policies.configure(settings);
}
