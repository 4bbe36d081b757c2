import { RelativePattern, type Uri, workspace } from "vscode";

const MANIFESTS = "**/*.{yaml,yml,json}";
const LEFT_OUT = "**/{node_modules,.git}/**";
/** So many files are compared at most; more are a workspace of something else. */
const MOST_FILES = 10_000;
/** Bytes; larger files are no manifests that people write. */
const LARGEST = 4_000_000;
const DECLARES = /^\s*"?apiVersion"?\s*:/m;

/**
 * The files of the workspace that may declare resources: as they are in editors, else as they are saved. Their name is
 * their address.
 */
export async function readManifests(): Promise<{ readonly name: string; readonly text: string }[]> {
  const folders = workspace.workspaceFolders ?? [];
  const found = await Promise.all(
    folders.map(({ uri }) => workspace.findFiles(new RelativePattern(uri, MANIFESTS), LEFT_OUT, MOST_FILES)),
  );
  const files = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  const texts = await Promise.all([...files].map(async ([name, uri]) => ({ name, text: await textOf(uri) })));
  return texts
    .flatMap(({ name, text }) => (text !== undefined && DECLARES.test(text) ? [{ name, text }] : []))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function textOf(uri: Uri): Promise<string | undefined> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return open.getText();
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > LARGEST) return undefined;
    return new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    // Gone meanwhile, or not to be read.
    return undefined;
  }
}
