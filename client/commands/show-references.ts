import { commands } from "vscode";
import type { Location, Position } from "vscode-languageclient";
import type { Services } from "../services";

/**
 * Lists places beside a code lens.
 *
 * @param uri address of the document that holds the lens, as the protocol writes it
 * @param position where the list is shown
 * @param locations the places
 */
export async function showReferences(
  { server }: Services,
  uri?: unknown,
  position?: unknown,
  locations?: unknown,
): Promise<void> {
  if (typeof uri !== "string" || !Array.isArray(locations)) return;
  const { protocol2CodeConverter: convert } = await server.start();
  // The server is part of the same package: its lenses hold what the protocol says.
  await commands.executeCommand(
    "editor.action.showReferences",
    convert.asUri(uri),
    convert.asPosition(position as Position),
    locations.map((each) => convert.asLocation(each as Location)),
  );
}
