import { Command, CommanderError } from "commander";
import { PolicyError } from "../engine/policy/policy";
import { VERSION } from "../engine/project";
import { canICommand, whoCanCommand } from "./commands/can-i";
import { diffCommand } from "./commands/diff";
import { exportCommand } from "./commands/export";
import { fixCommand } from "./commands/fix";
import { gapCommand } from "./commands/gap";
import { initCommand } from "./commands/init";
import { lspCommand } from "./commands/lsp";
import { reachCommand } from "./commands/reach";
import { rulesCommand } from "./commands/rules";
import { scanCommand } from "./commands/scan";
import { waiversCommand } from "./commands/waivers";
import { EXIT } from "./exit-status";
import { expandLists } from "./expand-lists";
import { UsageError } from "./usage-error";

const COMMANDS = [
  scanCommand,
  fixCommand,
  rulesCommand,
  canICommand,
  whoCanCommand,
  reachCommand,
  diffCommand,
  gapCommand,
  waiversCommand,
  exportCommand,
  initCommand,
  lspCommand,
];

/** Runs the command line; returns the exit status and never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  let status: number = EXIT.ok;
  const program = new Command("rampart")
    .description("Kubernetes security in manifests: seen, explained and fixed")
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError("(rampart --help lists the commands)")
    .enablePositionalOptions();
  for (const command of COMMANDS) {
    program.addCommand(
      command((result) => {
        status = result;
      }).exitOverride(),
    );
  }
  try {
    await program.parseAsync(expandLists(argv), { from: "user" });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.misunderstood;
    if (error instanceof UsageError || error instanceof PolicyError) {
      process.stderr.write(`rampart: ${error.message}\n`);
      return EXIT.misunderstood;
    }
    process.stderr.write(
      `rampart: an error inside Rampart itself: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return EXIT.misunderstood;
  }
}
