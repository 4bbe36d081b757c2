import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const SCAN = ["scan", "--format", "json", "--fail-on", "never"];
const caches = mkdtempSync(join(tmpdir(), "rampart-caches-"));
const before = process.env.XDG_CACHE_HOME;

beforeAll(() => {
  process.env.XDG_CACHE_HOME = caches;
});

afterAll(() => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  rmSync(caches, { recursive: true, force: true });
});

/** Enough files that threads are started: pods, Services that select them, and some that cannot be read. */
function manyFiles(): string {
  const files: Record<string, string> = {};
  for (let at = 0; at < 260; at++) {
    const pod = PRIVILEGED_POD.replace("name: web\n", `name: web-${at}\n  labels: {app: web-${at}}\n`);
    const service = `apiVersion: v1\nkind: Service\nmetadata:\n  name: web-${at}\nspec:\n  type: NodePort\n  selector: {app: web-${at}}\n  ports: [{port: 80, targetPort: ${8000 + at}}]\n`;
    files[`team-${at % 7}/app-${at}.yaml`] = at % 50 === 49 ? `${pod}---\na: [` : `${pod}---\n${service}`;
  }
  return workspace(files);
}

describe("a scan of many files", () => {
  test("prints the same bytes whatever the number of threads, with a cache and without", async () => {
    const cwd = manyFiles();
    const one = await rampart(cwd, [...SCAN, "--no-cache", "--concurrency", "1"]);
    const report = JSON.parse(one.stdout);
    expect(report.summary).toMatchObject({ files: 260 });
    const privileged = report.findings.filter(({ rule = "" }) => rule === "workload/privileged");
    expect(new Set(privileged.map(({ file = "" }) => file)).size).toBe(260);
    expect(report.findings.some(({ scopes = [] }) => scopes.length > 0)).toBe(true);
    for (const more of [["--no-cache", "--concurrency", "2"], ["--no-cache", "--concurrency", "5"], [], []])
      expect((await rampart(cwd, [...SCAN, ...more])).stdout).toBe(one.stdout);
    const runs = await Promise.all([1, 2, 3].map(() => rampart(cwd, SCAN)));
    for (const { stdout } of runs) expect(stdout).toBe(one.stdout);
  });

  test("is the sum of its shards", async () => {
    const cwd = manyFiles();
    const whole = JSON.parse((await rampart(cwd, SCAN)).stdout);
    const shards = await Promise.all(
      ["1/3", "2/3", "3/3"].map(async (shard) =>
        JSON.parse((await rampart(cwd, [...SCAN, "--shard", shard])).stdout),
      ),
    );
    for (const list of ["findings", "skipped", "errors"]) {
      const merged = shards.flatMap((shard) => shard[list]);
      expect(merged.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0))).toEqual(whole[list]);
    }
    expect(shards.every(({ findings }) => findings.length > 0)).toBe(true);
  });

  test.each([
    [["--shard", "0/3"], "--shard 0/3: not a share"],
    [["--shard", "4/3"], "--shard 4/3: not a share"],
    [["--concurrency", "none"], "--concurrency none: not a number from 1 to 64"],
  ])("refuses %j", async (options, message) => {
    const { status, stderr } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), [
      ...SCAN,
      ...options,
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test("tells with --stats where the time goes, on standard error", async () => {
    const { stdout, stderr } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), [...SCAN, "--stats"]);
    expect(JSON.parse(stdout).findings.length).toBeGreaterThan(0);
    expect(stderr).toMatch(/^ +[\d.]+ ms {3}files$/m);
    expect(stderr).toMatch(/^ +[\d.]+ ms {3}workload\/privileged$/m);
  });

  test("limits the report to a change alike from the cache, in threads and without either", async () => {
    const cwd = manyFiles();
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
        cwd,
        stdio: "pipe",
      });
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "first");
    const path = join(cwd, "team-3/app-3.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("name: web-3\n", "name: other-3\n"));
    const change = [...SCAN, "--changed", "HEAD"];
    const alone = await rampart(cwd, [...change, "--no-cache", "--concurrency", "1"]);
    const { findings } = JSON.parse(alone.stdout);
    const ofDocuments = findings.filter(({ rule = "" }) => rule === "workload/privileged");
    expect(ofDocuments.map(({ file = "" }) => file)).toEqual(["team-3/app-3.yaml"]);
    const cold = await rampart(cwd, [...change, "--concurrency", "3"]);
    const warm = await rampart(cwd, change);
    expect([cold.stdout, warm.stdout]).toEqual([alone.stdout, alone.stdout]);
  });
});
