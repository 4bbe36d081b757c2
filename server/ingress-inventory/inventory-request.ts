import { RequestType, type WorkspaceEdit } from "vscode-languageserver";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { type InventoryWish, planInventory } from "./plan-inventory";

/** Asks for the edit by which the inventory of the edge holds what exists. */
export interface InventoryParams extends InventoryWish {
  /** A manifest or a configuration that the inventory governs, or a folder of the workspace. */
  readonly uri: string;
}

/**
 * The edit, absent where the inventory holds everything, the configuration it goes to, and how many hosts and paths it
 * adds; `null` where the configuration cannot be edited safely.
 */
export type InventoryResult = {
  readonly edit?: WorkspaceEdit;
  readonly configuration: string;
  readonly added: number;
} | null;

/** `rampart/ingressInventory`: `{uri, host?, path?}` → `{edit?, configuration, added} | null`. */
export const InventoryRequest = new RequestType<InventoryParams, InventoryResult, void>(
  "rampart/ingressInventory",
);

/** Answers `rampart/ingressInventory`. */
export function startInventoryRequest(session: Session): void {
  const { connection, log, folders, indexes } = session;
  connection.onRequest(InventoryRequest, ({ uri, ...wish }) =>
    runSafe<InventoryResult>(log, "rampart/ingressInventory", null, async () => {
      await session.prepare(uri);
      await indexes.settled();
      const whole = folders.all().find((each) => each.uri === uri.replace(/\/+$/, ""));
      const { folder, name } = whole ? { folder: whole, name: "" } : folders.nameOf(uri);
      const planned = folder && (await planInventory(session, folder, name, wish));
      if (!planned) return null;
      const { edit, added } = planned;
      return { configuration: planned.uri, added, ...(edit ? { edit } : {}) };
    }),
  );
}
