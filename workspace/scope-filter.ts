import type { ManifestFile } from "../engine/analyze-file";
import type { Finding } from "../engine/finding";
import { type JsonValue, valueAt } from "../engine/json";
import { isKubernetesResource } from "../engine/kubernetes/classify";
import type { ResolvedScope } from "./scopes";

/** Looks up a file by its name; called only where a patch is in sight. */
export type FileOf = (name: string) => Pick<ManifestFile, "documents"> | undefined;

/** What the scopes of a workspace say of findings, where they are not rendered. */
export interface ScopeFilter {
  /**
   * Whether a finding of a document rule holds at all: not where every scope of its file sets that value by a patch,
   * or leaves the resource out.
   */
  holds(file: string, finding: Finding): boolean;
  /** The names of the scopes in which a finding of a document rule holds; empty outside of any. */
  scopesOf(file: string, finding: Finding): readonly string[];
}

/** Filters findings of document rules by the scopes of their files. */
export function createScopeFilter(scopes: readonly ResolvedScope[], fileOf: FileOf): ScopeFilter {
  const byFile = scopesByFile(scopes);
  return {
    holds(file, finding) {
      const own = byFile.get(file);
      return !own || own.some((scope) => holdsIn(scope, file, finding, fileOf));
    },
    scopesOf: (file, finding) =>
      (byFile.get(file) ?? [])
        .filter((scope) => holdsIn(scope, file, finding, fileOf))
        .map(({ inventory }) => inventory.scope),
  };
}

/** The scopes that a file belongs to, the open one left out. */
export function scopesByFile<Resolved extends ResolvedScope>(
  scopes: readonly Resolved[],
): Map<string, Resolved[]> {
  const index = new Map<string, Resolved[]>();
  for (const each of scopes) {
    for (const file of each.scope?.files ?? []) {
      const list = index.get(file);
      if (list) list.push(each);
      else index.set(file, [each]);
    }
  }
  return index;
}

/** Whether a finding of a document rule holds in a scope of its file that is not rendered. */
export function holdsIn(scope: ResolvedScope, file: string, finding: Finding, fileOf: FileOf): boolean {
  const { document, base, path } = finding;
  if (!isOfKubernetes(finding)) return true;
  const source = { file, document, base };
  return scope.holds(source) && !scope.sets(source, () => objectAt(fileOf, source), path);
}

/**
 * Whether a patch in sight sets what a finding of an inventory rule points at, or what it refers to: such a finding is
 * left out of the scope.
 */
export function isMended(scope: ResolvedScope, file: string, finding: Finding, fileOf: FileOf): boolean {
  const { document, base, path, related } = finding;
  const places = [{ source: { file, document, base }, path }];
  for (const each of related) if (each.fact) places.push({ source: each.fact.source, path: each.path });
  return places.some(({ source, path: at }) => scope.sets(source, () => objectAt(fileOf, source), at));
}

/** Whether a finding is of a resource of Kubernetes, not of a file that is read as one. */
export function isOfKubernetes({ resource: { groupKind } }: Finding): boolean {
  const slash = groupKind.indexOf("/");
  return isKubernetesResource({ group: slash < 0 ? "" : groupKind.slice(0, slash) });
}

/** Looks up what the documents of a file say, by its name. */
export type ValuesOf = (
  name: string,
) =>
  | { readonly documents: readonly { readonly yaml: { readonly value: JsonValue | undefined } }[] }
  | undefined;

/** The object that is written at a place, or `undefined` where there is none. */
export function objectAt(
  fileOf: ValuesOf,
  { file, document, base }: Parameters<ResolvedScope["holds"]>[0],
): JsonValue | undefined {
  return valueAt(fileOf(file)?.documents[document]?.yaml.value, base);
}
