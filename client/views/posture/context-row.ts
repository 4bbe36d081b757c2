import type { Connection } from "../../cluster/connections";
import { contextItem } from "../context-item";
import { idPart } from "../tree";
import { driftSection } from "./drift-section";
import type { PostureNode } from "./posture-node";
import { type PostureSection, postureSection } from "./posture-section";
import type { PostureTree } from "./posture-tree";
import type { SectionNode } from "./section-node";
import { type TriageSection, triageSection } from "./triage-section";

/** A context of the kubeconfig, with what can be known of its cluster. Expanding it asks nothing yet. */
export interface PostureContext extends PostureNode {
  readonly triage: TriageSection;
  readonly posture: PostureSection;
  readonly drift: SectionNode;
}

/** Makes the row of a context. */
export function postureContext(
  tree: PostureTree,
  connection: Connection,
  isCurrent: boolean,
): PostureContext {
  const { context } = connection;
  const id = `posture/${idPart(context.name)}`;
  const isProduction = tree.connections.module().looksLikeProduction(context);
  const base: PostureNode = {
    id,
    parent: undefined,
    connection,
    children: () => Promise.resolve([node.triage, node.posture, node.drift]),
    refresh() {
      for (const section of [node.triage, node.posture, node.drift]) section.refresh();
    },
    item() {
      return contextItem(context, { id, isCurrent, isProduction, contextValue: "posture.context" });
    },
  };
  // Sections know their context as the very object that the tree shows.
  const node: PostureContext = Object.assign(base, {
    triage: triageSection(tree, base),
    posture: postureSection(tree, base),
    drift: driftSection(tree, base),
  });
  return node;
}
