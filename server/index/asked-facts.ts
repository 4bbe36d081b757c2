import { readManifestFile } from "../../engine/analyze-file";
import type { KnownObjects } from "../../engine/inventory/admission-objects";
import type { Fact } from "../../engine/inventory/fact";
import { askedFacts } from "../../workspace/asked-objects";
import type { ValuesOf } from "../../workspace/scope-filter";
import type { ResolvedScope } from "../../workspace/scopes";

/** What the documents of a file say, without their trees. */
type FileValues = { readonly text: string } & NonNullable<ReturnType<ValuesOf>>;

/** Gives the facts of a scope, with the objects that its admission policies are asked about. */
export type AskedFacts = (scope: ResolvedScope) => readonly Fact[];

/**
 * Starts giving. Objects of unchanged files are kept, and so are the facts that hold them; in a workspace without
 * policies that deny, nothing is ever read.
 *
 * @param textOf the text of a file as it is now
 */
export function createAskedFacts(textOf: (name: string) => string | undefined): AskedFacts {
  const read = new Map<string, FileValues>();
  const known: KnownObjects = new WeakMap();
  const fileOf = (name: string) => {
    const text = textOf(name);
    if (text === undefined) {
      read.delete(name);
      return undefined;
    }
    const before = read.get(name);
    if (before?.text === text) return before;
    const documents = readManifestFile(name, text).documents.map(({ yaml: { value } }) => ({
      yaml: { value },
    }));
    const values = { text, documents };
    read.set(name, values);
    return values;
  };
  return (scope) => askedFacts(scope, fileOf, known);
}
