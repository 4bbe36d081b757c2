import type { ExtensionContext, LogOutputChannel } from "vscode";
import { activateCommon } from "./activate";
import { createConnections } from "./cluster/connections";
import { registerClusterCommands } from "./commands/cluster-registry";
import { registerPostureCommands } from "./commands/posture-registry";
import { registerWorkspaceCommands } from "./commands/workspace-registry";
import { createComparisons } from "./comparison";
import { createLiveDocuments } from "./live-documents";
import type { Services } from "./services";
import { showClusterView } from "./views/cluster-view";
import { showPostureView } from "./views/posture-view";
import { showSimulatedView } from "./views/simulated-view";

let services: Services | undefined;

/** What the extension hands to other extensions. */
export interface Exports {
  /** How long `activate` took, in milliseconds. */
  readonly activationMilliseconds: number;
}

/** Called by VS Code with the first manifest, or for a command or the cluster view. Does not wait for the server. */
export function activate(context: ExtensionContext): Exports {
  const start = performance.now();
  services = activateCommon(context, (output) => createClient(context, output));
  const connections = createConnections(services);
  const view = showClusterView(services, connections);
  const simulated = showSimulatedView(services);
  const comparisons = createComparisons();
  const posture = showPostureView(services, connections, view.activity);
  const documents = createLiveDocuments();
  context.subscriptions.push(
    connections,
    view,
    registerClusterCommands(view),
    simulated,
    comparisons,
    posture,
    documents,
    registerPostureCommands({ view: posture, documents, comparisons }),
    registerWorkspaceCommands({ services, simulated, comparisons }),
  );
  return { activationMilliseconds: performance.now() - start };
}

/** Called by VS Code before the extension host ends. */
export async function deactivate(): Promise<void> {
  await services?.server.stop();
}

/** The client library is most of the bundle: it is evaluated only when a server is wanted. */
async function createClient(context: ExtensionContext, output: LogOutputChannel) {
  const { createNodeClient } = await import("./node-client");
  return createNodeClient(context.asAbsolutePath("dist/server.js"), output);
}
