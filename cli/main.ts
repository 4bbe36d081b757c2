import { Command, CommanderError } from "commander";
import { PolicyError } from "../engine/policy/policy";
import { VERSION } from "../engine/project";
import { EXIT } from "./exit-status";
import { expandLists } from "./expand-lists";
import { UsageError } from "./usage-error";

type MakeCommand = (exit: (status: number) => void) => Command;

/** The commands in the order of the help, each loaded when it is called: what is not needed is not even looked at. */
const COMMANDS: Readonly<Record<string, () => Promise<MakeCommand>>> = {
  scan: async () => (await import("./commands/scan")).scanCommand,
  fix: async () => (await import("./commands/fix")).fixCommand,
  rules: async () => (await import("./commands/rules")).rulesCommand,
  "can-i": async () => (await import("./commands/can-i")).canICommand,
  "who-can": async () => (await import("./commands/can-i")).whoCanCommand,
  reach: async () => (await import("./commands/reach")).reachCommand,
  diff: async () => (await import("./commands/diff")).diffCommand,
  gap: async () => (await import("./commands/gap")).gapCommand,
  waivers: async () => (await import("./commands/waivers")).waiversCommand,
  export: async () => (await import("./commands/export")).exportCommand,
  init: async () => (await import("./commands/init")).initCommand,
  lsp: async () => (await import("./commands/lsp")).lspCommand,
};

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
