import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { raiseInterruptBudget, restoreInterruptBudget } from "../workspace/interrupt-budget";
import { nodeFiles } from "./node-files";
import { startServer } from "./server";
import { workspaceFeatures } from "./workspace-features";

const USAGE = "rampart-language-server: say how to talk to it: --stdio, --node-ipc or --socket=PORT";

if (process.argv.some((argument) => /^--(stdio|node-ipc|socket(=\d+)?)$/.test(argument))) {
  raiseInterruptBudget();
  startServer(createConnection(ProposedFeatures.all), {
    defer: setImmediate,
    files: nodeFiles,
    features: workspaceFeatures,
    largeWorkspace: restoreInterruptBudget,
  });
} else {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
}
