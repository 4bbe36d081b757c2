import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const ONLY = ["--rule", "workload/privileged"];

describe("a configuration that cannot be followed is one clear message with file and line", () => {
  test.each([
    ["a profile that does not exist", "scopes: []\nprofile: prd\n", 2, 'did you mean "prod"?'],
    [
      "that of an environment",
      'environments:\n  dev:\n    paths: ["**"]\n    profile: nope\n',
      4,
      'no profile "nope"',
    ],
    ["one to start from", "profile: ours\nprofiles:\n  ours:\n    extends: nope\n", 4, 'no profile "nope"'],
  ])("%s", async (_what, text, line, message) => {
    const { status, stdout, stderr } = await rampart(
      workspace({ ".rampart.yaml": text, "pod.yaml": PRIVILEGED_POD }),
      ["scan", ...ONLY],
    );
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr.trim().split("\n")).toEqual([expect.stringContaining(message)]);
    expect(stderr).toContain(`rampart: .rampart.yaml:${line}: `);
  });

  test("one of a policy that it starts from is told of that file", async () => {
    const cwd = workspace({
      "org.yaml": "scopes: []\nprofile: nope\n",
      ".rampart.yaml": "extends: [./org.yaml]\n",
      "pod.yaml": PRIVILEGED_POD,
    });
    mkdirSync(join(cwd, ".git"));
    const { status, stderr } = await rampart(cwd, ["scan", ...ONLY]);
    expect(status).toBe(2);
    expect(stderr).toContain("rampart: org.yaml:2: there is no profile");
  });

  test("one that the call names is told of no file", async () => {
    const { status, stderr } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), [
      "scan",
      "--profile",
      "strickt",
    ]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^rampart: there is no profile "strickt"; did you mean "strict"\?/);
  });

  test.each([
    [
      "profiles in a circle",
      "profile: a\nprofiles:\n  a: {extends: b}\n  b: {extends: a}\n",
      [
        [3, "a → b → a"],
        [4, "b → a → b"],
      ],
    ],
    [
      "a level of what is off",
      "rules:\n  workload/privileged:\n    enabled: false\n    level: block\n",
      [[4, "switched off"]],
    ],
    ["a key that is set twice", "profile: dev\nprofile: prod\n", [[2, "set twice"]]],
    ["two documents", "profile: dev\n---\nprofile: prod\n", [[2, "one document"]]],
    ["a list", "- profile: dev\n", [[1, "takes a map"]]],
    ["no YAML", "profile: [dev\n", [[expect.any(Number), expect.any(String)]]],
  ])("%s", async (_what, text, expected) => {
    const { status, stdout } = await rampart(
      workspace({ ".rampart.yaml": text, "pod.yaml": PRIVILEGED_POD }),
      ["scan", ...ONLY, "--format", "json"],
    );
    expect(status).toBe(2);
    const { errors } = JSON.parse(stdout);
    expect(errors).toEqual(
      expected.map(([line, message]) => ({
        file: ".rampart.yaml",
        message: typeof message === "string" ? expect.stringContaining(message) : message,
        range: { start: { line, column: expect.any(Number) }, end: expect.anything() },
      })),
    );
  });
});

describe("a file that cannot be written", () => {
  const TARGETS: readonly (readonly [what: string, path: string, message: string])[] = [
    ["in a folder that is not there", "none/report", "its folder does not exist; create it first"],
    ["that is a folder", "folder", "it is a folder; name a file"],
    ["below a file", "pod.yaml/report", "what should be its folder is a file"],
  ];
  const COMMANDS: readonly (readonly [option: string, command: readonly string[]])[] = [
    ["--output", ["scan", "--format", "html"]],
    ["--write-baseline", ["scan"]],
    ["--output", ["export", "vap"]],
    ["--output", ["export", "psa", "--namespace", "shop"]],
    ["--output", ["gap", "dev", "prod"]],
    ["--write", ["gap", "dev", "prod"]],
  ];

  test.each(TARGETS.flatMap((target) => COMMANDS.map((command) => [...target, ...command] as const)))(
    "%s (%s) is told in one line: %s for %s of %j",
    async (_what, path, message, option, command) => {
      const files = {
        ".rampart.yaml": 'environments: {dev: {paths: ["dev/**"]}, prod: {paths: ["pod.yaml"]}}\n',
        "pod.yaml": PRIVILEGED_POD,
        "dev/pod.yaml": PRIVILEGED_POD,
        "folder/.keep": "",
      };
      const cwd = workspace(files);
      const { status, stderr } = await rampart(cwd, [...command, option, path]);
      expect(status).toBe(2);
      expect(stderr).toBe(`rampart: ${option} ${path}: cannot be written: ${stderr.split("written: ")[1]}`);
      expect(stderr).toContain(message);
      expect(readdirSync(cwd).sort()).toEqual([".rampart.yaml", "dev", "folder", "pod.yaml"]);
      expect(readdirSync(join(cwd, "folder"))).toEqual([".keep"]);
      expect(readFileSync(join(cwd, "pod.yaml"), "utf8")).toBe(PRIVILEGED_POD);
    },
  );

  test("leaves the report of before as it was where the new one cannot be finished", async () => {
    const cwd = workspace({ "pod.yaml": PRIVILEGED_POD, "report.txt": "before\n" });
    // What comes before the writing fails: the report of before stays.
    const { status } = await rampart(cwd, ["scan", "--profile", "nope", "--output", "report.txt"]);
    expect(status).toBe(2);
    expect(readFileSync(join(cwd, "report.txt"), "utf8")).toBe("before\n");
    expect((await rampart(cwd, ["scan", ...ONLY, "--output", "report.txt"])).status).toBe(1);
    expect(readFileSync(join(cwd, "report.txt"), "utf8")).toContain("workload/privileged");
    expect(readdirSync(cwd).sort()).toEqual(["pod.yaml", "report.txt"]);
  });

  test("a device is written as it is, never replaced", async () => {
    const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
    expect((await rampart(cwd, ["scan", ...ONLY, "--output", "/dev/null"])).status).toBe(1);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
    const full = await rampart(cwd, ["scan", ...ONLY, "--output", "/dev/full"]);
    expect(full).toMatchObject({ status: 2, stderr: expect.stringContaining("the disk is full") });
  });
});

test("a fix keeps the mode of a file, and the file behind a link", async () => {
  const cwd = workspace({ "real.yaml": PRIVILEGED_POD });
  chmodSync(join(cwd, "real.yaml"), 0o640);
  execFileSync("ln", ["-s", "real.yaml", join(cwd, "pod.yaml")]);
  await rampart(cwd, ["fix", "pod.yaml", "--unsafe", ...ONLY]);
  expect(readFileSync(join(cwd, "real.yaml"), "utf8")).not.toContain("privileged: true");
  expect(execFileSync("stat", ["-c", "%a %F", "real.yaml", "pod.yaml"], { cwd, encoding: "utf8" })).toBe(
    "640 regular file\n777 symbolic link\n",
  );
});

describe("a git repository", () => {
  const git = (cwd: string, ...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd,
      stdio: "pipe",
    });

  function repository(): string {
    const cwd = workspace({ "pod.yaml": PRIVILEGED_POD.replace("true", "false") });
    git(cwd, "init", "-q", "--initial-branch=main");
    git(cwd, "add", "-A");
    git(cwd, "commit", "-q", "-m", "first");
    return cwd;
  }

  test.each([
    [["diff", "nowhere"], "there is no such revision"],
    [["diff", "--", "--output=x"], "not a revision"],
    [["scan", "--changed", "nowhere"], "there is no such revision"],
  ])("without the revision: %j", async (command, message) => {
    const { status, stderr } = await rampart(repository(), command);
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(message);
  });

  test("with hostile configuration runs none of it for a comparison", async () => {
    const cwd = repository();
    const marker = join(cwd, "executed");
    const trap = join(cwd, "trap.sh");
    writeFileSync(trap, `#!/bin/sh\ntouch ${marker}\ncat\n`, { mode: 0o755 });
    for (const key of [
      "core.fsmonitor",
      "core.pager",
      "core.sshCommand",
      "core.editor",
      "diff.external",
      "diff.evil.command",
      "diff.evil.textconv",
      "filter.evil.clean",
      "filter.evil.smudge",
      "filter.evil.process",
    ])
      git(cwd, "config", key, trap);
    git(cwd, "config", "core.hooksPath", cwd);
    writeFileSync(join(cwd, "post-checkout"), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    writeFileSync(join(cwd, ".gitattributes"), "*.yaml diff=evil filter=evil\n");
    writeFileSync(join(cwd, "pod.yaml"), PRIVILEGED_POD);
    const { stdout } = await rampart(cwd, ["diff", "HEAD", "--format", "json"]);
    expect(stdout).toContain("workload/privileged");
    expect(existsSync(marker)).toBe(false);
  });
});
