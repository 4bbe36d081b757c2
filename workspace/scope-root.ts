import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The repository that holds a folder: the nearest folder upwards with `.git`; `undefined` outside of any. Absolute paths. */
export async function findRepositoryRoot(folder: string): Promise<string | undefined> {
  for (let current = folder; ; current = dirname(current)) {
    const isRepository = await lstat(join(current, ".git")).then(
      () => true,
      () => false,
    );
    if (isRepository) return current;
    if (dirname(current) === current) return undefined;
  }
}
