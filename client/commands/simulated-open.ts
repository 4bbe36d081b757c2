import { window, workspace } from "vscode";
import type { Services } from "../services";
import type { Row } from "../views/simulated/row";

/** `Rampart: Open Manifest`: opens the place where a row of the simulated cluster is written. */
export async function openPlace({ server }: Services, row?: Row): Promise<void> {
  if (!row?.place) return;
  const { protocol2CodeConverter: convert } = await server.start();
  const document = await workspace.openTextDocument(convert.asUri(row.place.uri));
  await window.showTextDocument(document, { selection: convert.asRange(row.place.range) });
}
