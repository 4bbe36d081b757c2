import { analyzeFile, readManifestFile } from "../../engine/analyze-file";
import type { Fact } from "../../engine/inventory/fact";
import { DEFAULT_OPTIONS } from "../../engine/rules/rule";
import {
  type Kustomizations,
  type ResolvedScope,
  readKustomizations,
  resolveScopes,
} from "../../workspace/scopes";

/** The scopes of some files, by name. */
export interface Scoped {
  readonly kustomizations: Kustomizations;
  readonly facts: readonly Fact[];
  readonly scopes: ReadonlyMap<string, ResolvedScope>;
  /** The facts of a scope that are Kubernetes resources. */
  resources(scope: string): readonly Fact[];
}

/** Reads files as a scan does and sorts their facts into scopes. */
export function scopesOf(files: Readonly<Record<string, string>>, declared: readonly string[] = []): Scoped {
  const read = Object.entries(files).map(([name, text]) => readManifestFile(name, text));
  const kustomizations = readKustomizations(read);
  const facts = read.flatMap((first) => {
    const isPatchFile = kustomizations.patchFiles.has(first.file);
    const file = readManifestFile(first.file, first.text, { isPatchFile });
    return analyzeFile(file, DEFAULT_OPTIONS, () => false).facts;
  });
  const scopes = new Map(
    resolveScopes(facts, kustomizations, declared).map((each) => [each.inventory.scope, each]),
  );
  return {
    kustomizations,
    facts,
    scopes,
    resources: (scope) =>
      (scopes.get(scope)?.inventory.facts ?? []).filter(
        ({ groupKind }) => !/^(?:kustomize\.config\.k8s\.io|helm\.sh)\//.test(groupKind),
      ),
  };
}
