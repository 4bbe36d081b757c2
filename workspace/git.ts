import { execFile, spawn } from "node:child_process";

/** A revision of a repository, read from its object store alone. */
export interface Revision {
  /** The root of the work tree, absolute. */
  readonly root: string;
  /** The full id of the commit. */
  readonly commit: string;
  /** The blob of every file, by its path from the root with forward slashes. */
  readonly blobs: ReadonlyMap<string, string>;
  /** The contents of blobs, in the order asked for. */
  read(ids: readonly string[]): Promise<Buffer[]>;
}

/** A repository or revision that cannot be read. `message` says what and what to do. */
export class GitError extends Error {
  override readonly name = "GitError";
}

/*
 * Only plumbing that reads objects is called: nothing here looks at the work tree or the index, so neither
 * `core.fsmonitor`, external diffs, textconv nor filters of a hostile configuration are ever run. Hooks, pagers,
 * prompts and lazy fetches are switched off besides.
 */
const SAFE = [
  "-c",
  "core.fsmonitor=false",
  "-c",
  "core.hooksPath=/dev/null",
  "-c",
  "core.pager=cat",
  "--no-replace-objects",
];
const ENVIRONMENT = {
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_EXTERNAL_DIFF: "",
  GIT_CONFIG_NOSYSTEM: "1",
};

/**
 * Reads the commit where the current branch left `ref`: their merge base, or `ref` itself where they have none.
 *
 * @throws GitError outside of a repository and for a revision that does not exist
 */
export async function readRevision(cwd: string, ref: string): Promise<Revision> {
  if (ref.startsWith("-")) throw new GitError(`${ref}: not a revision`);
  const root = (
    await git(cwd, ["rev-parse", "--show-toplevel"]).catch(failure("this is not a git repository"))
  ).trim();
  const tip = (
    await git(cwd, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]).catch(
      failure(`${ref}: there is no such revision; fetch it first, with enough history`),
    )
  ).trim();
  const base = (await git(cwd, ["merge-base", tip, "HEAD"]).catch(() => "")).trim() || tip;
  const listing = await git(cwd, ["ls-tree", "-r", "-z", "--full-tree", base]);
  return { root, commit: base, blobs: parseTree(listing), read: (ids) => readBlobs(cwd, ids) };
}

function parseTree(listing: string): Map<string, string> {
  const blobs = new Map<string, string>();
  for (const entry of listing.split("\0")) {
    const match = /^100(?:644|755) blob ([0-9a-f]{40,64})\t(.*)$/s.exec(entry);
    if (match?.[1] && match[2]) blobs.set(match[2], match[1]);
  }
  return blobs;
}

function git(cwd: string, args: readonly string[]): Promise<string> {
  const options = {
    cwd,
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    timeout: 60_000,
    env: { ...process.env, ...ENVIRONMENT },
  } as const;
  return new Promise((done, fail) => {
    execFile("git", [...SAFE, ...args], options, (error, stdout) => (error ? fail(error) : done(stdout)));
  });
}

function failure(message: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new GitError(error.code === "ENOENT" ? "git is not installed" : message);
  };
}

/** Reads blobs through one `git cat-file --batch`, which applies no filters. */
function readBlobs(cwd: string, ids: readonly string[]): Promise<Buffer[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return new Promise((done, fail) => {
    const child = spawn("git", [...SAFE, "cat-file", "--batch"], {
      cwd,
      env: { ...process.env, ...ENVIRONMENT },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const chunks: Buffer[] = [];
    child.on("error", fail);
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("close", () => done(splitBatch(Buffer.concat(chunks), ids.length)));
    child.stdin.end(ids.map((id) => `${id}\n`).join(""));
  });
}

/** `<id> blob <size>\n<content>\n`, again and again. A missing object reads as empty. */
function splitBatch(output: Buffer, count: number): Buffer[] {
  const contents: Buffer[] = [];
  let at = 0;
  while (contents.length < count) {
    const lineEnd = output.indexOf(10, at);
    if (lineEnd < 0) return contents;
    const size = Number(/ blob (\d+)$/.exec(output.toString("latin1", at, lineEnd))?.[1] ?? "-1");
    if (size < 0) {
      contents.push(Buffer.alloc(0));
      at = lineEnd + 1;
    } else {
      contents.push(output.subarray(lineEnd + 1, lineEnd + 1 + size));
      at = lineEnd + 1 + size + 1;
    }
  }
  return contents;
}
