import { randomBytes } from "node:crypto";
import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { UsageError } from "./usage-error";

/**
 * Writes a file: first beside it, then renamed, so that nothing is ever half-written. A file that is there keeps its
 * mode; behind a symbolic link, the file that it leads to is written. Pipes and devices are written as they are.
 *
 * @param path where to write
 * @param parts the parts of the text, in order
 * @param name how the error calls the file
 * @throws UsageError where it cannot be written
 */
export async function replaceFile(path: string, parts: Iterable<string>, name: string): Promise<void> {
  let temporary: string | undefined;
  let handle: FileHandle | undefined;
  try {
    const target = await realpath(path).catch(() => path);
    const before = await stat(target).catch(() => undefined);
    if (before === undefined || before.isFile()) {
      temporary = `${target}.${randomBytes(6).toString("hex")}.tmp`;
      // Never through a link that somebody else has put there.
      handle = await open(temporary, "wx");
      if (before) await handle.chmod(before.mode);
    } else handle = await open(target, "w");
    for (const text of parts) await handle.appendFile(text);
    await handle.close();
    if (temporary) await rename(temporary, target);
  } catch (error) {
    await handle?.close().catch(() => undefined);
    // Where it could not be made there is none, and even looking for it may fail.
    if (temporary) await rm(temporary, { force: true }).catch(() => undefined);
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new UsageError(`${name}: cannot be written: ${REASONS[code] ?? code}`);
  }
}

/** What stands in the way, and what to do, by the code of the system. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "its folder does not exist; create it first (ENOENT)",
  ENOTDIR: "what should be its folder is a file; name another path (ENOTDIR)",
  EISDIR: "it is a folder; name a file (EISDIR)",
  EACCES: "you have no right to write there (EACCES)",
  EPERM: "you have no right to write there (EPERM)",
  EROFS: "the file system is read-only; name a path elsewhere (EROFS)",
  ENOSPC: "the disk is full (ENOSPC)",
};
