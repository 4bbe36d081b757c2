import { lstat, mkdir, mkdtemp, open, readdir, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { isWithin } from "./find-tool";

/** A folder that nobody else can look into, with a copy of what a tool may read. */
export interface Sandbox {
  /** The copy of the tree's root. Files lie in it as they do in the tree. */
  readonly tree: string;
  /** An empty home for the tool. */
  readonly home: string;
  /** The tree, as it was named. */
  readonly root: string;
  /** The real path of the tree. */
  readonly realRoot: string;
  /** Where a file of the tree lies in the copy. */
  at(path: string): string;
  /**
   * The bytes of a file of the tree.
   *
   * @throws SandboxError where it is missing, leads out of the tree, is no plain file, or is too much
   */
  read(path: string): Promise<Buffer>;
  /** Copies a file of the tree, or writes it as given. @throws SandboxError */
  add(path: string, content?: string): Promise<void>;
  /** Copies a folder of the tree with all that is in it. @throws SandboxError */
  addFolder(path: string): Promise<void>;
  dispose(): Promise<void>;
}

/** Something that is to be rendered cannot be handed to a tool. `message` says what. */
export class SandboxError extends Error {
  override readonly name = "SandboxError";
}

const MAX_FILES = 5_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** What a sandbox works with beside the tree. */
export interface SandboxOptions {
  /** The text of a file where it is newer than the disk (an editor's), by absolute path. */
  textOf?(path: string): string | undefined;
  /** Told every path that is looked at, by name: what is rendered depends on them, also on those that are missing. */
  onRead?(path: string): void;
  /** Once it is aborted, nothing more is copied. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes an empty sandbox for a tree.
 *
 * @param root absolute; nothing outside is read
 */
export async function createSandbox(root: string, options: SandboxOptions = {}): Promise<Sandbox> {
  const folder = await mkdtemp(join(tmpdir(), "rampart-render-"));
  const [tree, home] = [join(folder, "tree"), join(folder, "home")];
  await Promise.all([mkdir(tree), mkdir(home)]);
  const realRoot = await realpath(root);
  let files = 0;
  let bytes = 0;

  const nameOf = (path: string) => relative(root, path) || ".";
  const at = (path: string) => join(tree, relative(root, path));

  async function check(path: string): Promise<string> {
    if (!isWithin(resolve(path), resolve(root)))
      throw new SandboxError(`${nameOf(path)} lies outside of the workspace`);
    const real = await realpath(path).catch(() => undefined);
    if (real === undefined) throw new SandboxError(`${nameOf(path)} does not exist`);
    if (!isWithin(real, realRoot))
      throw new SandboxError(`${nameOf(path)} is a link that leads out of the workspace`);
    return real;
  }

  async function read(path: string): Promise<Buffer> {
    if (options.signal?.aborted) throw new SandboxError("it was cancelled");
    options.onRead?.(path);
    const text = options.textOf?.(path);
    if (text !== undefined) return Buffer.from(text);
    const real = await check(path);
    // Before it is opened: to open a pipe would wait for somebody to write into it.
    if (!(await stat(real)).isFile()) throw new SandboxError(`${nameOf(path)} is no file`);
    const handle = await open(real, "r");
    try {
      const stats = await handle.stat();
      if (stats.size > MAX_BYTES - bytes) throw new SandboxError("there is too much to render");
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  }

  async function add(path: string, content?: string): Promise<void> {
    const data = content ?? (await read(path));
    files++;
    bytes += data.length;
    if (files > MAX_FILES || bytes > MAX_BYTES) throw new SandboxError("there is too much to render");
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), data);
  }

  async function addFolder(path: string): Promise<void> {
    options.onRead?.(path);
    const real = await check(path);
    if (real !== resolve(realRoot, relative(root, path)))
      throw new SandboxError(`${nameOf(path)} is reached through a link`);
    await mkdir(at(path), { recursive: true });
    for (const entry of (await readdir(path)).sort()) {
      if (entry === ".git") continue;
      const child = join(path, entry);
      const stats = await lstat(child);
      if (stats.isDirectory()) await addFolder(child);
      else await add(child);
    }
  }

  return {
    tree,
    home,
    root,
    realRoot,
    at,
    read,
    add,
    addFolder,
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}
