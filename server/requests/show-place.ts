import type { ExecuteCommandParams, Range } from "vscode-languageserver";
import { isObject } from "../../engine/json";
import { runSafe } from "../run-safe";
import type { Session } from "../session";

/** The command of the server that opens a file at a place. Its one argument is a `PlaceParams`. */
export const SHOW_PLACE = "rampart.showPlace";

/** A place to be shown. */
export interface PlaceParams {
  readonly uri: string;
  readonly range: Range;
}

/** Answers the commands that the server itself carries out. */
export function startCommands({ connection, log }: Session): void {
  connection.onExecuteCommand(({ command, arguments: given }: ExecuteCommandParams) =>
    runSafe<null>(log, "workspace/executeCommand", null, async () => {
      const place: unknown = given?.[0];
      if (command !== SHOW_PLACE || !isPlace(place)) return null;
      await connection.window.showDocument({ uri: place.uri, selection: place.range, takeFocus: true });
      return null;
    }),
  );
}

function isPlace(value: unknown): value is PlaceParams {
  return isObject(value) && typeof value.uri === "string" && isObject(value.range);
}
