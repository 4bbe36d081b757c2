import { commands, Disposable } from "vscode";
import type { Row } from "../views/simulated/row";
import type { SimulatedView } from "../views/simulated-view";
import type { CompareContext } from "./compare";
import { compareWithBranch } from "./compare-branch";
import { compareEnvironments } from "./compare-environments";
import { openPlace } from "./simulated-open";

/** What the commands work with. */
export interface WorkspaceContext extends CompareContext {
  readonly simulated: SimulatedView;
}

/** Commands over whole folders, by id. They ask no cluster. */
const COMMANDS: Readonly<Record<string, (context: WorkspaceContext, row?: Row) => unknown>> = {
  "rampart.compareWithBranch": compareWithBranch,
  "rampart.compareEnvironments": compareEnvironments,
  "rampart.simulated.refresh": ({ simulated }) => simulated.refresh(),
  "rampart.simulated.open": ({ services }, row) => openPlace(services, row),
};

/** Registers the commands that need folders on a machine. */
export function registerWorkspaceCommands(context: WorkspaceContext): Disposable {
  return Disposable.from(
    ...Object.entries(COMMANDS).map(([id, run]) =>
      commands.registerCommand(id, (row?: Row) => run(context, row)),
    ),
  );
}
