import type { Location } from "vscode-languageserver";
import { referenceGraph } from "../../engine/references/reference-graph";
import { runSafe } from "../run-safe";
import type { Session } from "../session";
import { locationsOf, type Place } from "./places";
import { selectionsAt, targetsAt } from "./target-at";

/** Leads from a name to the resource it names, or to what makes it; from a selector to what it selects. */
export function startDefinition(session: Session): void {
  session.connection.onDefinition(({ textDocument, position }) =>
    runSafe<Location[]>(session.log, "textDocument/definition", [], async () => {
      const manifest = await session.manifest(textDocument.uri);
      if (!manifest) return [];
      const named = targetsAt(session, manifest, position);
      const places: Place[] =
        named.length > 0
          ? named.flatMap(({ inventory, target }) => referenceGraph(inventory).definitionsOf(target))
          : selectionsAt(session, manifest, position).flatMap(({ selected }) =>
              selected.map((fact) => ({ fact, path: ["metadata", "name"] })),
            );
      return locationsOf(session, manifest.folder, places);
    }),
  );
}
