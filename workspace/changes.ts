import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { type ChangedLines, changedLines } from "./changed-lines";
import { contentId } from "./content-id";
import { readRevision } from "./git";

/** What changed since a revision, by absolute path. */
export interface Changes {
  /** Whether a file was added, altered or removed. */
  isChanged(path: string): boolean;
  /** The lines of a changed file that are new; all of an added one. */
  linesOf(path: string): ChangedLines | undefined;
  /** The text of a changed file as it was; `undefined` for an added one. */
  before(path: string): string | undefined;
  /** Files that are gone. */
  readonly removed: readonly string[];
}

/**
 * Compares files with the revision where the current branch left `ref`. Contents are compared by their blob ids; only
 * files that differ are read from the repository.
 *
 * @param paths absolute paths of the files to compare
 * @param idOf the id of a file's content where it is known already: what has not changed is then not even read
 * @throws GitError
 */
export async function readChanges(
  cwd: string,
  ref: string,
  paths: readonly string[],
  idOf: (path: string) => string | undefined = () => undefined,
): Promise<Changes> {
  const revision = await readRevision(cwd, ref);
  const lines = new Map<string, ChangedLines>();
  const before = new Map<string, string>();
  const altered: { path: string; id: string; text: string }[] = [];
  const present = new Set<string>();
  for (const path of paths) {
    const name = relative(revision.root, path).split(sep).join("/");
    const id = revision.blobs.get(name);
    if (id !== undefined && id === idOf(path)) {
      present.add(name);
      continue;
    }
    const content = await readFile(path).catch(() => undefined);
    if (content === undefined) continue;
    present.add(name);
    if (id === undefined) lines.set(path, new Set(content.toString("utf8").split("\n").keys()));
    else if (id !== contentId(content)) altered.push({ path, id, text: content.toString("utf8") });
  }
  const contents = await revision.read(altered.map(({ id }) => id));
  altered.forEach(({ path, text }, index) => {
    const old = contents[index]?.toString("utf8") ?? "";
    before.set(path, old);
    lines.set(path, changedLines(old, text));
  });
  const gone = [...revision.blobs.keys()].filter(
    (name) => /\.(ya?ml|json)$/i.test(name) && !present.has(name),
  );
  return {
    isChanged: (path) => lines.has(path),
    linesOf: (path) => lines.get(path),
    before: (path) => before.get(path),
    removed: gone.map((name) => join(revision.root, name)).filter((path) => !existsSync(path)),
  };
}
