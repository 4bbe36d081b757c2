import { RequestType, type WorkspaceEdit } from "vscode-languageserver";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { planWaiver, type WaiverRequest } from "./plan-waiver";

/** Asks for the edit that writes a waiver. */
export interface WaiveParams extends WaiverRequest {
  /** The manifest that holds what is waived. */
  readonly uri: string;
}

/** The edit, and the configuration it goes to; `null` where the configuration cannot be edited safely. */
export type WaiveResult = { readonly edit: WorkspaceEdit; readonly configuration: string } | null;

/** `rampart/waive`: `{uri, rule, resource?, path?, owner, reason, expires}` → `{edit, configuration} | null`. */
export const WaiveRequest = new RequestType<WaiveParams, WaiveResult, void>("rampart/waive");

/** Answers `rampart/waive`. */
export function startWaiveRequest(session: Session): void {
  session.connection.onRequest(WaiveRequest, ({ uri, ...waiver }) =>
    runSafe<WaiveResult>(session.log, "rampart/waive", null, async () => {
      await session.prepare(uri);
      const { folder, name } = session.folders.nameOf(uri);
      const planned = folder && (await planWaiver(session, folder, name, waiver, false));
      return planned ? { edit: planned.edit, configuration: planned.uri } : null;
    }),
  );
}
