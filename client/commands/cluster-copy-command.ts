import { env } from "vscode";
import type { ClusterView } from "../views/cluster-view";
import { contextOf } from "../views/context-of";
import type { ClusterNode } from "../views/node";
import { shell } from "../views/shell";

/** `Rampart: Copy Command`: the command that asks or reads what the row shows, quoted for the machine's shell. */
export async function copyCommand(view: ClusterView, node?: ClusterNode): Promise<void> {
  if (!node) return;
  const command = node.request
    ? view.module().commandText(contextOf(node).context.name, node.request, shell())
    : node.command;
  if (command !== undefined) await env.clipboard.writeText(command);
}
