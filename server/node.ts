import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeFiles } from "./node-files";
import { startServer } from "./server";
import { workspaceFeatures } from "./workspace-features";

const USAGE = "rampart-language-server: say how to talk to it: --stdio, --node-ipc or --socket=PORT";

if (process.argv.some((argument) => /^--(stdio|node-ipc|socket(=\d+)?)$/.test(argument))) {
  startServer(createConnection(ProposedFeatures.all), {
    defer: setImmediate,
    files: nodeFiles,
    features: workspaceFeatures,
  });
} else {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
}
