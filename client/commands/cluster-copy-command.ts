import { env } from "vscode";
import type { ClusterView } from "../views/cluster-view";
import { contextOf } from "../views/context-of";
import type { ClusterNode } from "../views/node";
import { shell } from "../views/shell";

/** `Rampart: Copy kubectl Command`: the command that asks what the row shows, quoted for the machine's shell. */
export async function copyCommand(view: ClusterView, node?: ClusterNode): Promise<void> {
  if (!node?.request) return;
  const { context } = contextOf(node);
  await env.clipboard.writeText(view.module().commandText(context.name, node.request, shell()));
}
