import type { ExtensionContext, LogOutputChannel } from "vscode";
import type { LanguageServer } from "./language-server";

/** What every command and view works with; made once, at activation. */
export interface Services {
  readonly context: ExtensionContext;
  readonly output: LogOutputChannel;
  readonly server: LanguageServer;
}
