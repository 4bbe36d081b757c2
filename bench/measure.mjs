// What the benchmarks share: medians, processes with their wall time, processor time and peak memory, the corpus.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
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
 * Runs a program through GNU time. Milliseconds of wall and of processor time, MiB at most in memory, and its standard
 * error without the line of GNU time.
 */
export function timed(command, args, cwd, env = {}) {
  const start = performance.now();
  const { stderr, error } = spawnSync("/usr/bin/time", ["-f", "%U %S %M", command, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1024 * 1024 * 1024,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  const wall = performance.now() - start;
  const lines = stderr.trimEnd().split("\n");
  const [user = 0, system = 0, memory = 0] = (lines.pop() ?? "").split(" ").map(Number);
  return { wall, processor: (user + system) * 1000, memory: memory / 1024, stderr: lines.join("\n") };
}

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
