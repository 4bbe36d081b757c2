import type { Location } from "vscode-languageserver";
import type { ManifestFile } from "../../engine/analyze-file";
import type { Fact } from "../../engine/inventory/fact";
import type { Inventory } from "../../engine/inventory/inventory";
import { type Path, valueAt } from "../../engine/json";
import { locate, nodeAt } from "../../engine/yaml/locate";
import { locateInScalar } from "../../engine/yaml/locate-in-scalar";
import { createLineIndex, type Span } from "../../engine/yaml/text-position";
import type { Folder } from "../folders";
import type { KnownFile } from "../index/indexes";
import type { Manifest } from "../open-manifests";
import type { Session } from "../session";
import { rangeOf } from "../to-diagnostic";
import { nodeEnd } from "./node-end";

/** A place in a resource of the workspace. */
export interface Place {
  readonly fact: Fact;
  readonly path: Path;
  readonly span?: Span;
}

/** The scopes of a folder in which a file's resources live; none until the folder is read. */
export function scopesOf(session: Session, { folder, file }: Pick<Manifest, "folder" | "file">): Inventory[] {
  const inventories = session.indexes.of(folder)?.inventories() ?? [];
  return inventories.filter(({ facts }) => facts.some(({ source }) => source.file === file.file));
}

/** A key under which equal places of different scopes are the same. */
export function placeKey({ fact: { source }, path, span }: Place): string {
  return JSON.stringify([source.file, source.document, source.base, path, span?.start]);
}

/** The span of a place in its file, in offsets of the whole file; `undefined` where it is not written there. */
export function spanOfPlace(file: ManifestFile, { fact: { source }, path, span }: Place): Span | undefined {
  const document = file.documents[source.document];
  if (!document) return undefined;
  const full = [...source.base, ...path];
  if (valueAt(document.yaml.value, full) === undefined) return undefined;
  const { start, end } = span
    ? locateInScalar(document.yaml, source.base, path, span)
    : locate(document.yaml, source.base, path);
  return { start: start + document.slice.start, end: end + document.slice.start };
}

/** The span of everything that a place holds, with its key. */
export function wholeSpan(file: ManifestFile, { fact: { source }, path }: Place): Span | undefined {
  const document = file.documents[source.document];
  const node = document && nodeAt(document.yaml, [...source.base, ...path]);
  if (!document || !node) return undefined;
  const key = locate(document.yaml, source.base, path, "key");
  return { start: key.start + document.slice.start, end: nodeEnd(node) + document.slice.start };
}

/** The location of a place, as the protocol has it. */
export function locationOf(session: Session, folder: Folder | undefined, place: Place): Location | undefined {
  const known = folder && session.indexes.fileOf(folder, place.fact.source.file);
  const span = known && spanOfPlace(known.file, place);
  return known && span && { uri: known.uri, range: rangeOf(createLineIndex(known.file.text), span) };
}

/** The file that holds a place. */
export function fileOf(session: Session, folder: Folder | undefined, { fact }: Place): KnownFile | undefined {
  return folder && session.indexes.fileOf(folder, fact.source.file);
}

/** The locations of several places, each once; those that are not written as expected are left out. */
export function locationsOf(
  session: Session,
  folder: Folder | undefined,
  places: readonly Place[],
): Location[] {
  const seen = new Set<string>();
  return places.flatMap((place) => {
    const key = placeKey(place);
    if (seen.has(key)) return [];
    seen.add(key);
    return locationOf(session, folder, place) ?? [];
  });
}
