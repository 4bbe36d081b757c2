import { Command, CommanderError } from "commander";
import { PolicyError } from "../engine/policy/policy";
import { VERSION } from "../engine/project";
import { COMMANDS } from "./command-table";
import { EXIT } from "./exit-status";
import { expandLists } from "./expand-lists";
import { UsageError } from "./usage-error";

/** Runs the command line; returns the exit status and never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  let status: number = EXIT.ok;
  const program = new Command("rampart")
    .description("Kubernetes security in manifests: seen, explained and fixed")
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError("(rampart --help lists the commands)")
    .enablePositionalOptions();
  const called = COMMANDS[argv[0] ?? ""];
  for (const load of called ? [called] : Object.values(COMMANDS)) {
    const makeCommand = await load();
    program.addCommand(
      makeCommand((result) => {
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
