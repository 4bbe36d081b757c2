import type { Position } from "vscode-languageserver";
import type { Inventory } from "../../engine/inventory/inventory";
import type { ReferenceTarget } from "../../engine/references/reference";
import { referenceGraph } from "../../engine/references/reference-graph";
import { type Selection, selectionsOf } from "../../engine/references/selection";
import type { Span } from "../../engine/yaml/text-position";
import type { OpenManifest } from "../open-manifests";
import type { Session } from "../session";
import { type Place, scopesOf, spanOfPlace, wholeSpan } from "./places";

/** What a position of a file names, in one scope. */
export interface NamedTarget {
  readonly inventory: Inventory;
  readonly target: ReferenceTarget;
  /** The place under the cursor. */
  readonly place: Place;
  /** Offsets of the name in the file. */
  readonly span: Span;
  /** Whether the place is the resource's own name. */
  readonly isDefinition: boolean;
}

/** Everything that the position names: a reference, or a definition, in each scope of the file. */
export function targetsAt(session: Session, manifest: OpenManifest, position: Position): NamedTarget[] {
  const offset = manifest.lines.offset({ line: position.line, column: position.character });
  const document = manifest.file.documents.findIndex(
    ({ slice }) => slice.start <= offset && offset <= slice.end,
  );
  return scopesOf(session, manifest).flatMap((inventory) => {
    const graph = referenceGraph(inventory);
    const here = inventory.facts.filter(
      ({ source }) => source.file === manifest.file.file && source.document === document,
    );
    return here.flatMap((fact): NamedTarget[] => {
      const named = [
        ...graph.definitionsFrom(fact).map(({ path, target }) => ({
          place: { fact, path },
          target,
          isDefinition: true,
        })),
        ...graph.referencesFrom(fact).map(({ path, span, target }) => ({
          place: { fact, path, ...(span ? { span } : {}) },
          target,
          isDefinition: false,
        })),
      ];
      return named.flatMap(({ place, target, isDefinition }) => {
        const span = spanOfPlace(manifest.file, place);
        return span && contains(span, offset) ? [{ inventory, target, place, span, isDefinition }] : [];
      });
    });
  });
}

/** The selectors under a position, in each scope of the file. */
export function selectionsAt(session: Session, manifest: OpenManifest, position: Position): Selection[] {
  const offset = manifest.lines.offset({ line: position.line, column: position.character });
  return scopesOf(session, manifest).flatMap((inventory) =>
    inventory.facts
      .filter(({ source }) => source.file === manifest.file.file)
      .flatMap((fact) =>
        selectionsOf(inventory, fact).filter(({ path }) => {
          const span = wholeSpan(manifest.file, { fact, path });
          return span !== undefined && contains(span, offset);
        }),
      ),
  );
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
