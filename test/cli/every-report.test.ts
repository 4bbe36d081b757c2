import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../engine/report/formats";
import { PRIVILEGED_POD, rampart, workspace } from "./run-cli";
import { CANARY, CANARY_FILES, leaksIn } from "./secret-canary";

const git = (cwd: string, ...args: string[]) =>
  execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    cwd,
    stdio: "pipe",
  });

describe("a report is the same, byte for byte", () => {
  /** Enough files that threads and the cache are used, with what is suppressed and what cannot be read. */
  function manyFiles(): string {
    const files: Record<string, string> = { ".rampart.yaml": "profile: strict\n" };
    for (let at = 0; at < 130; at++) {
      const pod = PRIVILEGED_POD.replace("name: web\n", `name: web-${at}\n  namespace: team-${at % 5}\n`);
      const comment = at % 9 === 0 ? "# rampart-ignore-file workload/privileged -- lab\n" : "";
      files[`team-${at % 5}/pod-${at}.yaml`] = at % 40 === 39 ? `${pod}---\na: [` : comment + pod;
    }
    return workspace(files);
  }

  test.each(FORMAT_NAMES)(
    "as %s: from run to run, in one thread or four, with a cache and without",
    async (format) => {
      const cwd = manyFiles();
      const scan = async (...how: string[]) =>
        (await rampart(cwd, ["scan", "--format", format, ...how])).stdout;
      const first = await scan("--no-cache", "--concurrency", "1");
      expect(first.length).toBeGreaterThan(10_000);
      for (const how of [["--no-cache", "--concurrency", "1"], ["--no-cache", "--concurrency", "4"], [], []])
        expect(await scan(...how)).toBe(first);
    },
  );

  test("as it is printed and as it is written to a file", async () => {
    const cwd = workspace(CANARY_FILES);
    for (const [name, command] of [
      ["scan.html", ["scan", "--format", "html"]],
      ["gap.json", ["gap", "dev", "prod", "--format", "json"]],
      ["vap.yaml", ["export", "vap"]],
      ["psa.yaml", ["export", "psa"]],
    ] as const) {
      const { stdout } = await rampart(cwd, command);
      await rampart(cwd, [...command, "--output", name]);
      expect(stdout.length).toBeGreaterThan(500);
      expect(readFileSync(join(cwd, name), "utf8")).toBe(stdout);
      expect((await rampart(cwd, command)).stdout).toBe(stdout);
    }
  });
});

describe("no secret value comes out", () => {
  test("of the files as they are: the canary is where it should be", () => {
    for (const [name, text] of Object.entries(CANARY_FILES))
      if (name !== ".rampart.yaml") expect(leaksIn(text), name).not.toEqual([]);
  });

  test.each(FORMAT_NAMES)("of a scan as %s, edits and timings included", async (format) => {
    const cwd = workspace(CANARY_FILES);
    for (const how of [
      ["--profile", "strict", "--fixes", "--stats"],
      ["--layer", "workload,edge,control-plane"],
      ["--rule", "control-plane/encryption-weak-provider"],
    ]) {
      const { stdout, stderr } = await rampart(cwd, ["scan", ".", "--format", format, ...how]);
      expect(stdout.length, how.join(" ")).toBeGreaterThan(300);
      expect(leaksIn(stdout + stderr)).toEqual([]);
    }
    const { stdout } = await rampart(cwd, ["scan", ".", "--format", format, "--profile", "strict"]);
    expect(stdout).toContain("secrets/literal-in-env");
  });

  test.each([
    [["fix", "--dry-run"]],
    [["fix", "--dry-run", "--unsafe"]],
    [["gap", "dev", "prod"]],
    [["gap", "dev", "prod", "--format", "json"]],
    [["gap", "dev", "prod", "--format", "html"]],
    [["export", "psa"]],
    [["export", "vap"]],
    [["waivers"]],
    [["who-can", "get", "secrets", "--in", "."]],
    [["can-i", "get", "secrets", "--as", "ann", "--in", "."]],
    [["reach", "shop/Deployment/api", "10.0.0.1", "--port", "5432/TCP", "--in", "."]],
  ])("of %j", async (command) => {
    const { stdout, stderr, status } = await rampart(workspace(CANARY_FILES), command);
    expect(stdout + stderr).not.toBe("");
    expect(status).toBeLessThanOrEqual(3);
    expect(leaksIn(stdout + stderr)).toEqual([]);
  });

  test("of the document of differences, and of the configuration that init writes", async () => {
    const { ".rampart.yaml": _own, ...files } = CANARY_FILES;
    const cwd = workspace(files);
    await rampart(cwd, ["init"]);
    expect(leaksIn(readFileSync(join(cwd, ".rampart.yaml"), "utf8"))).toEqual([]);
    await rampart(cwd, ["gap", "dev", "prod", "--write", "gap.json"]);
    expect(leaksIn(readFileSync(join(cwd, "gap.json"), "utf8"))).toEqual([]);
  });

  test.each(["text", "json", "markdown"])("of what a change means, as %s", async (format) => {
    const cwd = workspace(CANARY_FILES);
    git(cwd, "init", "-q");
    git(cwd, "add", "-A");
    git(cwd, "commit", "-q", "-m", "first");
    for (const [name, text] of Object.entries(CANARY_FILES))
      writeFileSync(
        join(cwd, name),
        text
          .replaceAll(CANARY, `${CANARY}-2`)
          .replace("serviceAccountName", "serviceAccount")
          .replace("      containers:", "      hostPID: true\n      containers:"),
      );
    const { stdout, stderr } = await rampart(cwd, ["diff", "HEAD", "--format", format]);
    expect(stdout).toContain("host-pid");
    expect(leaksIn(stdout + stderr)).toEqual([]);
    const changed = await rampart(cwd, ["scan", "--changed", "HEAD", "--profile", "strict"]);
    expect(leaksIn(changed.stdout + changed.stderr)).toEqual([]);
  });
});
