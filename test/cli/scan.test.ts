import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CALM, PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const ONLY = ["--rule", "workload/privileged"];

describe("exit status", () => {
  test("1 for a finding at the failing level", async () => {
    const { status } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), ["scan", ...ONLY]);
    expect(status).toBe(1);
  });

  test("0 for good manifests", async () => {
    const { status, stdout } = await rampart(workspace({ "settings.yaml": CALM }), ["scan"]);
    expect(status).toBe(0);
    expect(stdout).toContain("No findings");
  });

  test("0 with --fail-on never, and in the profile dev", async () => {
    const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
    expect((await rampart(cwd, ["scan", ...ONLY, "--fail-on", "never"])).status).toBe(0);
    expect((await rampart(cwd, ["scan", ...ONLY, "--profile", "dev"])).status).toBe(0);
    expect((await rampart(cwd, ["scan", ...ONLY, "--profile", "dev", "--fail-on", "warn"])).status).toBe(1);
  });

  test.each([
    [["scan", "--no-such-option"], "unknown option '--no-such-option'"],
    [["scan", "--format", "xml"], "--format xml: it takes text, json"],
    [["scan", "--rule", "workload/privilged"], "did you mean workload/privileged?"],
    [["scan", "--layer", "netwrok"], "did you mean network?"],
    [["scan", "--standard", "iso"], "there is no such standard"],
    [["scan", "--kubernetes-version", "latest"], "write it as 1.37"],
    [["scan", "--profile", "qa"], 'there is no profile "qa"'],
    [["scna"], "unknown command 'scna'"],
  ])("2 for %j", async (args, message) => {
    const { status, stderr } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  test("2 where nothing was scanned, 0 with --allow-empty", async () => {
    const cwd = workspace({ "notes.yaml": "a: 1\n" });
    const { status, stderr } = await rampart(cwd, ["scan"]);
    expect(status).toBe(2);
    expect(stderr).toContain("nothing was scanned");
    expect((await rampart(cwd, ["scan", "--allow-empty"])).status).toBe(0);
  });

  test("2 beats 1: an unreadable document beside a finding", async () => {
    const cwd = workspace({
      "pod.yaml": `${PRIVILEGED_POD}---\napiVersion: v1\nkind: Pod\nmetadata: {name: [}\n`,
    });
    const { status, stdout } = await rampart(cwd, ["scan", ...ONLY, "--format", "json"]);
    expect(status).toBe(2);
    const report = JSON.parse(stdout);
    expect(report.findings).toMatchObject([{ rule: "workload/privileged" }]);
    expect(report.errors).toMatchObject([{ file: "pod.yaml", range: { start: { line: 14 } } }]);
  });
});

describe("the JSON report", () => {
  test("carries rule, range, resource, path, level and page", async () => {
    const { stdout } = await rampart(workspace({ "deploy/pod.yaml": PRIVILEGED_POD }), [
      "scan",
      ...ONLY,
      "--format",
      "json",
    ]);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      version: 1,
      tool: { name: "rampart", version: "0.1.0" },
      profile: "prod",
      kubernetesVersion: "1.37",
      summary: {
        files: 1,
        documents: 1,
        rules: 1,
        findings: { critical: 1, high: 0, medium: 0, low: 0 },
        errors: 0,
      },
    });
    expect(report.findings).toMatchObject([
      {
        rule: "workload/privileged",
        layer: "workload",
        severity: "critical",
        level: "block",
        file: "deploy/pod.yaml",
        range: { start: { line: 10, column: 21 }, end: { line: 10, column: 25 } },
        resource: { apiVersion: "v1", kind: "Pod", name: "web" },
        path: ["spec", "containers", 0, "securityContext", "privileged"],
        fixable: true,
      },
    ]);
    expect(report.findings[0].fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(report.findings[0].fixes).toBeUndefined();
  });

  test("carries edits with --fixes", async () => {
    const { stdout } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), [
      "scan",
      ...ONLY,
      "--format",
      "json",
      "--fixes",
    ]);
    const [fix] = JSON.parse(stdout).findings[0].fixes;
    expect(fix).toMatchObject({ safety: "unsafe", edits: [{ file: "pod.yaml" }] });
  });

  test("keeps a fingerprint when lines move and documents change places", async () => {
    const fingerprintOf = async (text: string) => {
      const { stdout } = await rampart(workspace({ "pod.yaml": text }), [
        "scan",
        ...ONLY,
        "--format",
        "json",
      ]);
      return JSON.parse(stdout).findings[0].fingerprint;
    };
    const before = await fingerprintOf(PRIVILEGED_POD);
    expect(await fingerprintOf(`# moved down\n\n${CALM}---\n${PRIVILEGED_POD}`)).toBe(before);
    expect(
      await fingerprintOf(
        PRIVILEGED_POD.replace("    - name: web", "    - name: first\n      image: a/b:1\n    - name: web"),
      ),
    ).toBe(before);
  });

  test("is the same from run to run, and the same for a named file as for its folder", async () => {
    const cwd = workspace({ "b.yaml": PRIVILEGED_POD, "a.yaml": PRIVILEGED_POD.replaceAll("web", "api") });
    const [first, second] = [
      await rampart(cwd, ["scan", "--format", "json"]),
      await rampart(cwd, ["scan", "--format", "json", "."]),
    ];
    expect(second.stdout).toBe(first.stdout);
    expect(JSON.parse(first.stdout).findings.map(({ file }: { file: string }) => file)).toEqual(
      [...JSON.parse(first.stdout).findings.map(({ file }: { file: string }) => file)].sort(),
    );
  });
});

describe("what is scanned", () => {
  test("standard input", async () => {
    const { stdout, status } = await rampart(
      workspace({}),
      ["scan", "-", ...ONLY, "--format", "json"],
      PRIVILEGED_POD,
    );
    expect(JSON.parse(stdout).findings).toMatchObject([{ file: "-", rule: "workload/privileged" }]);
    expect(status).toBe(1);
  });

  test("lists, nested templates of every workload kind, JSON", async () => {
    const json = JSON.stringify({
      apiVersion: "v1",
      kind: "List",
      items: [
        {
          apiVersion: "v1",
          kind: "Pod",
          metadata: { name: "a" },
          spec: { containers: [{ name: "c", image: "x/y:1", securityContext: { privileged: true } }] },
        },
      ],
    });
    const { stdout } = await rampart(workspace({ "list.json": json }), ["scan", ...ONLY, "--format", "json"]);
    expect(JSON.parse(stdout).findings).toMatchObject([
      {
        resource: { kind: "Pod", name: "a" },
        path: ["spec", "containers", 0, "securityContext", "privileged"],
      },
    ]);
  });

  test("not node_modules, not what git ignores, not what the configuration excludes, unless named", async () => {
    const cwd = workspace({
      ".gitignore": "generated/\n",
      ".rampart.yaml": "exclude:\n  - old/**\n",
      "node_modules/x/pod.yaml": PRIVILEGED_POD,
      "generated/pod.yaml": PRIVILEGED_POD,
      "old/pod.yaml": PRIVILEGED_POD,
      "pod.yaml": PRIVILEGED_POD,
    });
    mkdirSync(join(cwd, ".git"));
    const files = async (...args: string[]) =>
      JSON.parse((await rampart(cwd, ["scan", ...ONLY, "--format", "json", ...args])).stdout).findings.map(
        ({ file }: { file: string }) => file,
      );
    expect(await files()).toEqual(["pod.yaml"]);
    expect(await files("generated/pod.yaml")).toEqual(["generated/pod.yaml"]);
    expect(await files("old/pod.yaml")).toEqual(["old/pod.yaml"]);
  });

  test("templates, patches and other YAML go to skipped", async () => {
    const cwd = workspace({
      "templates/pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Values.name }}\n",
      "kustomization.yaml": "resources:\n  - pod.yaml\npatches:\n  - path: patch.yaml\n",
      "pod.yaml": CALM,
      "patch.yaml": "apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  hostNetwork: true\n",
      "compose.yaml": "services: {}\n",
    });
    const report = JSON.parse((await rampart(cwd, ["scan", "--format", "json"])).stdout);
    expect(report.skipped).toEqual([
      { file: "compose.yaml", reason: "not kubernetes" },
      {
        file: "kustomization.yaml",
        reason: "scope not rendered: findings at what its patches set are left out (--render auto)",
      },
      { file: "patch.yaml", reason: "kustomize patch" },
      { file: "templates/pod.yaml", reason: "template" },
    ]);
    expect(report.findings).toEqual([]);
  });
});

describe("bad input", () => {
  const deep = `${Array.from({ length: 10_000 }, (_, depth) => `${" ".repeat(depth % 50)}a:`).join("\n")}\n`;
  const bomb = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from(
    { length: 9 },
    (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(",")}]`,
  ).join("\n")}\n`;

  test.each([
    ["unparsable YAML", "apiVersion: v1\nkind: Pod\n  bad: : :\n", /./],
    ["duplicate keys", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nkind: Pod\n", /"kind" is set twice/],
    ["an alias bomb", bomb, /once its aliases are expanded/],
    [
      "10,000 levels of nesting",
      `apiVersion: v1\nkind: Pod\nx: ${"[".repeat(10_000)}${"]".repeat(10_000)}\n`,
      /nested deeper than 1000 levels/,
    ],
    ["a NUL byte", "apiVersion: v1\nkind: Pod\u0000\n", /NUL byte/],
    ["binary data", new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), /binary data/],
  ])("%s is named with its file, and everything else is still scanned", async (_name, content, message) => {
    const cwd = workspace({ "bad.yaml": content, "pod.yaml": PRIVILEGED_POD });
    const { status, stdout } = await rampart(cwd, [
      "scan",
      ...ONLY,
      "--format",
      "json",
      "bad.yaml",
      "pod.yaml",
    ]);
    const report = JSON.parse(stdout);
    expect(status).toBe(2);
    expect(report.errors).toHaveLength(1);
    expect(report.errors[0]).toMatchObject({ file: "bad.yaml" });
    expect(report.errors[0].message).toMatch(message);
    expect(report.findings).toMatchObject([{ file: "pod.yaml", rule: "workload/privileged" }]);
  });

  test("block nesting too deep to indent is unreadable, not a crash", async () => {
    const { status, stderr } = await rampart(workspace({ "deep.yaml": deep }), [
      "scan",
      "deep.yaml",
      "--format",
      "json",
    ]);
    expect(status).toBe(2);
    expect(stderr).not.toContain("inside Rampart itself");
  });

  test("a file over the limit is skipped as too large", async () => {
    const cwd = workspace({
      "large.yaml": `# ${"x".repeat(16 * 1024 * 1024)}\n`,
      "pod.yaml": PRIVILEGED_POD,
    });
    const report = JSON.parse((await rampart(cwd, ["scan", ...ONLY, "--format", "json"])).stdout);
    expect(report.skipped).toEqual([{ file: "large.yaml", reason: "too large" }]);
    expect(report.findings).toHaveLength(1);
  });

  test("broken links are named, link cycles end, links inside the root are followed once", async () => {
    const cwd = workspace({ "real/pod.yaml": PRIVILEGED_POD });
    symlinkSync(join(cwd, "nowhere.yaml"), join(cwd, "broken.yaml"));
    symlinkSync(cwd, join(cwd, "real", "cycle"));
    symlinkSync(join(cwd, "real"), join(cwd, "again"));
    const { status, stdout } = await rampart(cwd, ["scan", ...ONLY, "--format", "json"]);
    const report = JSON.parse(stdout);
    expect(status).toBe(2);
    expect(report.errors).toEqual([{ file: "broken.yaml", message: "a symbolic link that leads nowhere" }]);
    expect(report.findings).toHaveLength(1);
  });

  test("a path that does not exist, a glob that matches nothing", async () => {
    const { status, stdout } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), [
      "scan",
      "--format",
      "json",
      "gone.yaml",
      "x/*.yaml",
      "pod.yaml",
    ]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).errors).toEqual([
      { file: "gone.yaml", message: "no such file or folder" },
      { file: "x/*.yaml", message: "no file matches this pattern" },
    ]);
  });

  test("a configuration with unknown keys names file, line and what was meant", async () => {
    const cwd = workspace({
      ".rampart.yaml": "profile: prod\ntrustedRegistires:\n  - registry.example\n",
      "pod.yaml": PRIVILEGED_POD,
    });
    const { status, stdout } = await rampart(cwd, ["scan", "--format", "json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).errors).toEqual([
      {
        file: ".rampart.yaml",
        range: { start: { line: 2, column: 1 }, end: { line: 2, column: 18 } },
        message: 'unknown key "trustedRegistires"; did you mean "trustedRegistries"?',
      },
    ]);
  });

  test("a report that cannot be written leaves nothing behind", async () => {
    const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
    const { status, stderr } = await rampart(cwd, ["scan", ...ONLY, "--output", "no/such/folder/report.txt"]);
    expect(status).toBe(2);
    expect(stderr).toContain(
      "--output no/such/folder/report.txt: cannot be written: its folder does not exist",
    );
  });
});

describe("configuration", () => {
  test("environments choose the profile by path", async () => {
    const cwd = workspace({
      ".rampart.yaml": 'environments:\n  dev:\n    paths: ["dev/**"]\n    profile: dev\n',
      "dev/pod.yaml": PRIVILEGED_POD,
      "prod/pod.yaml": PRIVILEGED_POD,
    });
    const report = JSON.parse((await rampart(cwd, ["scan", ...ONLY, "--format", "json"])).stdout);
    expect(report.findings).toMatchObject([
      { file: "dev/pod.yaml", level: "warn" },
      { file: "prod/pod.yaml", level: "block" },
    ]);
  });

  test("--locked and --no-config ignore it; --config replaces it", async () => {
    const cwd = workspace({
      ".rampart.yaml": "profile: dev\n",
      "other.yml": "profile: strict\n",
      "pod.yaml": PRIVILEGED_POD,
    });
    const profile = async (...args: string[]) =>
      JSON.parse((await rampart(cwd, ["scan", ...ONLY, "--format", "json", "pod.yaml", ...args])).stdout)
        .profile;
    expect(await profile()).toBe("dev");
    expect(await profile("--locked")).toBe("prod");
    expect(await profile("--no-config")).toBe("prod");
    expect(await profile("--config", "other.yml")).toBe("strict");
  });
});

describe("text output", () => {
  test("shows code frame, rule, page and summary, grouped by resource", async () => {
    const { stdout } = await rampart(workspace({ "pod.yaml": PRIVILEGED_POD }), ["scan", ...ONLY]);
    const lines = stdout.split("\n");
    expect(lines[0]).toBe("pod.yaml");
    expect(lines[1]).toBe("  Pod web");
    expect(lines[2]).toMatch(/^ {4}10:21 {2}✖ critical {2}container "web" is privileged/);
    expect(lines[3]).toContain("workload/privileged  https://");
    expect(lines[4]).toBe("      10 │         privileged: true");
    expect(lines[5]).toBe("         │                     ^^^^");
    expect(stdout).toContain("1 finding (1 critical) · 1 block");
  });
});

test("--output writes the report to a file", async () => {
  const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
  const { stdout } = await rampart(cwd, ["scan", ...ONLY, "--format", "json", "--output", "report.json"]);
  expect(stdout).toBe("");
  expect(JSON.parse(readFileSync(join(cwd, "report.json"), "utf8")).findings).toHaveLength(1);
});

test("fix writes only what a fix changes", async () => {
  const text = PRIVILEGED_POD.replace("privileged: true", "privileged: true # for the debugger");
  const cwd = workspace({ "pod.yaml": text });
  const dry = await rampart(cwd, ["fix", "--unsafe", "--dry-run", ...ONLY]);
  expect(readFileSync(join(cwd, "pod.yaml"), "utf8")).toBe(text);
  expect(dry.stdout).toContain("--- a/pod.yaml");
  await rampart(cwd, ["fix", "--unsafe", ...ONLY]);
  const fixed = readFileSync(join(cwd, "pod.yaml"), "utf8");
  expect((await rampart(cwd, ["scan", ...ONLY])).status).toBe(0);
  writeFileSync(join(cwd, "copy.txt"), fixed);
  await rampart(cwd, ["fix", "--unsafe", ...ONLY]);
  expect(readFileSync(join(cwd, "pod.yaml"), "utf8")).toBe(fixed);
});
