import { commands, Disposable } from "vscode";
import type { Row } from "../views/simulated/row";
import type { SimulatedView } from "../views/simulated-view";
import type { CompareContext } from "./compare";
import { compareWithBranch } from "./compare-branch";
import { compareEnvironments } from "./compare-environments";
import { openPlace } from "./simulated-open";
import { writeInventory } from "./write-inventory";

/** What the commands work with. */
export interface WorkspaceContext extends CompareContext {
  readonly simulated: SimulatedView;
}

/** Commands over whole folders, by id, with what VS Code, a keybinding or another extension hands over. */
const COMMANDS: Readonly<Record<string, (context: WorkspaceContext, ...args: unknown[]) => unknown>> = {
  "rampart.compareWithBranch": compareWithBranch,
  "rampart.compareEnvironments": compareEnvironments,
  "rampart.writeInventory": ({ services }, target) => writeInventory(services, target),
  "rampart.simulated.refresh": ({ simulated }) => simulated.refresh(),
  // Only rows of the tree are handed over: the command is in no palette.
  "rampart.simulated.open": ({ services }, row) => openPlace(services, row as Row | undefined),
};

/** Registers the commands that need folders on a machine. They ask no cluster. */
export function registerWorkspaceCommands(context: WorkspaceContext): Disposable {
  return Disposable.from(
    ...Object.entries(COMMANDS).map(([id, run]) =>
      commands.registerCommand(id, (...args: unknown[]) => run(context, ...args)),
    ),
  );
}
