import type { Location } from "vscode-languageserver";
import { referenceGraph } from "../../engine/references/reference-graph";
import { selectorsOf } from "../../engine/references/selection";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { locationsOf, type Place } from "./places";
import { type NamedTarget, targetsAt } from "./target-at";

/** Finds every place that names the resource under the cursor, and the selectors that select it. */
export function startReferences(session: Session): void {
  session.connection.onReferences(({ textDocument, position, context }) =>
    runSafe<Location[]>(session.log, "textDocument/references", [], async () => {
      const manifest = await session.manifest(textDocument.uri);
      if (!manifest) return [];
      const places = targetsAt(session, manifest, position).flatMap((named) =>
        placesOf(named, context.includeDeclaration),
      );
      return locationsOf(session, manifest.folder, places);
    }),
  );
}

function placesOf({ inventory, target }: NamedTarget, withDefinitions: boolean): Place[] {
  const graph = referenceGraph(inventory);
  const definitions = graph.definitionsOf(target);
  return [
    ...(withDefinitions ? definitions : []),
    ...graph
      .referencesTo(target)
      .map(({ from, path, span }) => ({ fact: from, path, ...(span ? { span } : {}) })),
    ...definitions.flatMap(({ fact, isProduced }) =>
      isProduced ? [] : selectorsOf(inventory, fact).map(({ from, path }) => ({ fact: from, path })),
    ),
  ];
}
