// What the benchmarks share: medians, processes with their wall time, processor time and peak memory, the corpus.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCorpus } from "./corpus.mjs";

/** The root of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs a program and measures it: milliseconds of wall and of processor time, MiB at most in memory, and its standard
 * error. Programs of Node measure themselves; of others GNU time does, where it is installed.
 */
export function timed(command, args, cwd, env = {}) {
  const isNode = command === process.execPath;
  const usage = join(mkdtempSync(join(tmpdir(), "rampart-usage-")), "usage");
  const [program, words] = isNode
    ? [command, ["--require", join(root, "bench/usage.cjs"), ...args]]
    : existsSync(GNU_TIME)
      ? [GNU_TIME, ["-f", "%U %S %M", "-o", usage, command, ...args]]
      : [command, args];
  const start = performance.now();
  const { stderr, error } = spawnSync(program, words, {
    cwd,
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, RAMPART_BENCH_USAGE: usage, ...env },
  });
  if (error) throw error;
  const wall = performance.now() - start;
  const text = existsSync(usage) ? readFileSync(usage, "utf8") : "";
  rmSync(dirname(usage), { recursive: true, force: true });
  if (isNode) return { wall, stderr, ...JSON.parse(text) };
  const [user = Number.NaN, system = Number.NaN, memory = Number.NaN] = (text.trim().split("\n").at(-1) ?? "")
    .split(" ")
    .filter((word) => word !== "")
    .map(Number);
  return { wall, processor: (user + system) * 1000, memory: memory / 1024, stderr };
}

const GNU_TIME = "/usr/bin/time";

/** Writes a corpus of so many manifests into a folder of its own; the caller removes it. */
export function corpusFolder(manifests) {
  const base = join(tmpdir(), "rampart-bench");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, `${manifests}-`));
  const bytes = writeCorpus(folder, manifests);
  // The folder is a repository of its own, so that its scope ends where it ends.
  mkdirSync(join(folder, ".git"));
  return { folder, bytes };
}

/** The machine in a few words. */
export function machine() {
  const [first] = cpus();
  return `${cpus().length} × ${first?.model.trim() ?? "?"}, Node ${process.version}`;
}

/** The version of the package. */
export function version() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
}
