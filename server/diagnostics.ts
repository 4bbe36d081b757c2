import { startPullDiagnostics } from "./pull-diagnostics";
import { startPushDiagnostics } from "./push-diagnostics";
import type { Session } from "./session";

/** Shows findings. */
export interface Diagnostics {
  /** A document was opened or edited. */
  changed(uri: string): void;
  /** The findings of these files are others now, through an edit elsewhere. */
  othersChanged(uris: readonly string[]): void;
  closed(uri: string): void;
  /** What documents are judged by has changed: everything that is shown is judged again. */
  refresh(): void;
  /** Shows the findings of files that are not open from now on, whatever the setting says. */
  showWorkspace(): void;
}

/** Starts the way of showing findings that the client understands: pull where it asks for that, else push. */
export function startDiagnostics(session: Session): Diagnostics {
  return session.client.pullDiagnostics ? startPullDiagnostics(session) : startPushDiagnostics(session);
}

/** Whether the settings ask for the findings of files that are not open. */
export function wantsWorkspace({ folders, policies }: Session): boolean {
  return folders.all().some((folder) => policies.settingsOf(folder).scan === "workspace");
}
