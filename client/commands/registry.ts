import { commands, Disposable } from "vscode";
import type { Services } from "../services";
import { fixAll } from "./fix-all";
import { hardenContainer } from "./harden-container";
import { ignore } from "./ignore";
import { restartServer } from "./restart-server";
import { scanWorkspace } from "./scan-workspace";
import { showOutput } from "./show-output";
import { showReferences } from "./show-references";
import { showRule } from "./show-rule";
import { waive } from "./waive";

/** Commands that need no cluster, by id. */
const COMMANDS: Readonly<Record<string, (services: Services, ...args: unknown[]) => unknown>> = {
  "rampart.scanWorkspace": scanWorkspace,
  "rampart.fixAll": fixAll,
  "rampart.hardenContainer": hardenContainer,
  "rampart.showRule": showRule,
  "rampart.restartServer": restartServer,
  "rampart.showOutput": showOutput,
  "rampart.ignore": ignore,
  "rampart.waive": waive,
  "rampart.showReferences": showReferences,
};

/** Registers the commands that desktop and browser have in common. */
export function registerCommands(services: Services): Disposable {
  return Disposable.from(
    ...Object.entries(COMMANDS).map(([id, run]) =>
      commands.registerCommand(id, (...args: unknown[]) => run(services, ...args)),
    ),
  );
}
