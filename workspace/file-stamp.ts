import { statSync } from "node:fs";

/**
 * What the file system says of a file without reading it: when its content and its inode last changed (milliseconds),
 * its size and its inode. As long as all stay, so does the content.
 */
export type FileStamp = readonly [modified: number, changed: number, size: number, inode: number];

/** A file that changed less than so many milliseconds ago may change again without another date: clocks of file systems are coarse. */
const SETTLED = 2_500;

/**
 * The stamp of a file; `undefined` where there is none to rely on: no such file, or one that changed a moment ago
 * (what git calls racily clean). Take it before reading the file, never after.
 *
 * @param now the time, in milliseconds since the epoch
 */
export function stampOf(path: string, now: number): FileStamp | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || Math.max(stats.mtimeMs, stats.ctimeMs) > now - SETTLED) return undefined;
  return [stats.mtimeMs, stats.ctimeMs, stats.size, stats.ino];
}

/** Whether two stamps are of the same content. */
export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.every((each, at) => each === b[at]);
}
