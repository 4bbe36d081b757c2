import { createRequire } from "node:module";
import { join } from "node:path";
import { Command } from "commander";
import { EXIT } from "../exit-status";

/** `rampart lsp --stdio`: the language server, which lies beside the command line as `server.js`. */
export function lspCommand(exit: (status: number) => void): Command {
  return new Command("lsp")
    .description("run the language server")
    .option("--stdio", "speak over standard input and output")
    .option("--socket <port>", "speak over a local socket")
    .option("--node-ipc", "speak over Node's own channel")
    .allowUnknownOption()
    .action(() => {
      // The server reads its transport from the arguments of the process, which are those of this command.
      createRequire(__filename)(join(__dirname, "server.js"));
      exit(EXIT.ok);
    });
}
