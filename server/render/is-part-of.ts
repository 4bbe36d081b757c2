import { nodesOf, type Scope } from "../../workspace/scopes";

/**
 * Whether a scope may depend on a file, by its name: it is one of its files, or lies in a folder that it is made of,
 * as patches, values and helpers do.
 */
export function isPartOf({ name: own, files, root }: Scope, name: string): boolean {
  if (files.has(name)) return true;
  const folders = root ? nodesOf(root).map(({ folder }) => folder) : [own];
  return folders.some((folder) => folder === "" || name.startsWith(`${folder}/`));
}
