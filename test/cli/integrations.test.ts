import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";
import { CALM, type CliResult, PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const ROOT = resolve(__dirname, "../..");
const CLI = join(ROOT, "dist/cli.js");

/** Puts an `npx` into a folder that stands in for the package of this version. */
function writeNpx(folder: string): void {
  const npx = join(folder, "npx");
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1" = --yes ] || exit 9\n[ "$2" = kube-rampart@0.1.0 ] || exit 9\nshift 2\nexec "${process.execPath}" "${CLI}" "$@"\n`,
  );
  chmodSync(npx, 0o755);
}

/** Runs a program in a folder whose own programs come first. */
function run(
  cwd: string,
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<CliResult> {
  return new Promise((done) => {
    const options = {
      cwd,
      encoding: "utf8",
      env: { ...process.env, PATH: `${cwd}:${process.env.PATH}`, NO_COLOR: "1", ...env },
    } as const;
    execFile(file, [...args], options, (error, stdout, stderr) =>
      done({ status: typeof error?.code === "number" ? error.code : error ? -1 : 0, stdout, stderr }),
    );
  });
}

/** Runs the script of the GitHub Action with `npx` standing in for the package of that version. */
function runAction(
  cwd: string,
  inputs: Readonly<Record<string, string>>,
): Promise<{ status: number; stdout: string; summary: string }> {
  const action = parse(readFileSync(join(ROOT, "action.yml"), "utf8"));
  const [step] = action.runs.steps;
  const value = (name: string) => inputs[name] ?? action.inputs[name].default;
  const environment = Object.fromEntries(
    Object.entries(step.env as Record<string, string>).map(([key, expression]) => [
      key,
      value(/inputs\.([\w-]+)/.exec(expression)?.[1] ?? ""),
    ]),
  );
  writeNpx(cwd);
  const summary = join(cwd, "summary.md");
  return new Promise((done) => {
    const env = {
      ...process.env,
      ...environment,
      PATH: `${cwd}:${process.env.PATH}`,
      GITHUB_STEP_SUMMARY: summary,
      NO_COLOR: "1",
    };
    execFile("bash", ["-c", step.run], { cwd, env, encoding: "utf8" }, (error, stdout) => {
      done({
        status: typeof error?.code === "number" ? error.code : 0,
        stdout,
        summary: readFileSync(summary, "utf8"),
      });
    });
  });
}

test("the GitHub Action annotates, writes a summary and SARIF, and fails where the profile blocks", async () => {
  const cwd = workspace({ "a b/pod.yaml": PRIVILEGED_POD });
  const { status, stdout, summary } = await runAction(cwd, { sarif: "out.sarif" });
  expect(status).toBe(1);
  expect(stdout).toContain("::error file=a b/pod.yaml,line=10,");
  expect(summary).toContain("## Rampart");
  expect(JSON.parse(readFileSync(join(cwd, "out.sarif"), "utf8")).version).toBe("2.1.0");
});

test("its inputs are never read as shell text", async () => {
  const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
  const { status, stdout } = await runAction(cwd, {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell would expand it, and must not
    paths: "pod.yaml $(touch${IFS}pwned)",
    "fail-on": "never",
  });
  expect(status).toBe(2);
  expect(stdout).toContain("::error file=");
  expect(() => readFileSync(join(cwd, "pwned"))).toThrow();
});

test("the version that the integrations install is the version of the package", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(parse(readFileSync(join(ROOT, "action.yml"), "utf8")).inputs.version.default).toBe(version);
  expect(
    parse(readFileSync(join(ROOT, "docs/ci/gitlab.yml"), "utf8")).rampart.variables.RAMPART_VERSION,
  ).toBe(version);
});

test("the pre-commit hook judges the files that are committed, by a command that the package installs", async () => {
  const [hook] = parse(readFileSync(join(ROOT, ".pre-commit-hooks.yaml"), "utf8"));
  const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const [command, ...args] = hook.entry.split(" ");
  expect(hook).toMatchObject({ language: "node", types_or: ["yaml", "json"], require_serial: true });
  const cwd = workspace({ "a b.yaml": PRIVILEGED_POD, "calm.yaml": CALM });
  symlinkSync(join(ROOT, bin[command]), join(cwd, command));
  // As pre-commit does: the files after the entry, nothing else.
  const blocked = await run(cwd, join(cwd, command), [...args, "a b.yaml", "calm.yaml"]);
  expect(blocked.status).toBe(1);
  expect(blocked.stdout).toContain("workload/privileged");
  expect(await run(cwd, join(cwd, command), [...args, "calm.yaml"])).toMatchObject({ status: 0 });
});

test("kubectl finds the plugin by its name", async () => {
  const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const cwd = workspace({ "calm.yaml": CALM });
  symlinkSync(join(ROOT, bin["kubectl-rampart"]), join(cwd, "kubectl-rampart"));
  expect(await run(cwd, join(cwd, "kubectl-rampart"), ["scan", "calm.yaml"])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("No findings"),
  });
});

test("the GitLab job writes the code quality report and fails where the profile blocks", async () => {
  const { rampart: job } = parse(readFileSync(join(ROOT, "docs/ci/gitlab.yml"), "utf8"));
  const [report, verdict, ...others] = job.script;
  expect(others).toEqual([]);
  const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
  writeNpx(cwd);
  const env = { ...job.variables };
  // The runner hands a script to the shell, with the variables of the job in the environment.
  expect((await run(cwd, "sh", ["-ec", report], env)).status).toBe(0);
  const written = JSON.parse(readFileSync(join(cwd, job.artifacts.reports.codequality), "utf8"));
  expect(written).toMatchObject([{ location: { path: "pod.yaml" } }, ...written.slice(1)]);
  expect((await run(cwd, "sh", ["-ec", verdict], env)).status).toBe(1);
  writeFileSync(join(cwd, "pod.yaml"), CALM);
  expect((await run(cwd, "sh", ["-ec", verdict], env)).status).toBe(0);
});

describe("the container image", () => {
  const lines = readFileSync(join(ROOT, "Dockerfile"), "utf8")
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
  const argumentsOf = (instruction: string) =>
    lines.flatMap((line) =>
      line.startsWith(`${instruction} `) ? [line.slice(instruction.length + 1).split(/\s+/)] : [],
    );

  /** The files that a source of `COPY` means: it may have one `*`, in the name. */
  function matching(source: string): string[] {
    const [start = "", end] = basename(source).split("*");
    if (end === undefined) return [source];
    return readdirSync(join(ROOT, dirname(source)))
      .filter((name) => name.startsWith(start) && name.endsWith(end))
      .map((name) => join(dirname(source), name));
  }

  test("is distroless, of one stage, not root, and holds no secret and nothing fetched", () => {
    expect(argumentsOf("FROM")).toEqual([[expect.stringMatching(/^gcr\.io\/distroless\/\S+:nonroot$/)]]);
    expect(argumentsOf("USER")).toEqual([["65532:65532"]]);
    expect(lines.map((line) => line.split(" ")[0])).toEqual(
      expect.not.arrayContaining(["ADD", "ARG", "ENV", "EXPOSE", "RUN", "VOLUME"]),
    );
    // What is copied belongs to root: the process cannot change it.
    for (const [owner] of argumentsOf("COPY")) expect(owner).toBe("--chown=root:root");
  });

  test("holds all that the command line and the server need, as the package does", async () => {
    const image = mkdtempSync(join(tmpdir(), "rampart-image-"));
    onTestFinished(() => rmSync(image, { recursive: true, force: true }));
    for (const [, ...patterns] of argumentsOf("COPY")) {
      const target = patterns.pop() ?? "";
      for (const source of patterns.flatMap(matching)) {
        const from = join(ROOT, source);
        const to = join(image, target, target.endsWith("/") ? basename(source) : "");
        mkdirSync(dirname(to), { recursive: true });
        cpSync(from, to, { recursive: true });
      }
    }
    const [[node = "", script = ""] = []] = argumentsOf("ENTRYPOINT").map((words) =>
      JSON.parse(words.join(" ")),
    );
    expect(node).toBe("/nodejs/bin/node");
    const packaged = readFileSync(join(ROOT, ".npmignore"), "utf8").match(/(?<=^!)dist\/[\w-]+\.js$/gm) ?? [];
    expect(packaged.length).toBeGreaterThan(2);
    expect(readdirSync(join(image, "opt/rampart/dist"))).toEqual(
      expect.arrayContaining(["data", ...packaged.map((path) => basename(path))]),
    );
    const cwd = workspace({ "pod.yaml": PRIVILEGED_POD });
    const command = (...args: string[]) => run(cwd, process.execPath, [join(image, script), ...args]);
    const [defaults] = argumentsOf("CMD").map((words): string[] => JSON.parse(words.join(" ")));
    expect(await command(...(defaults ?? []))).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("workload/privileged"),
    });
    expect((await command("rules", "workload/privileged")).stdout).toContain("privileged");
    expect((await command("--version")).stdout).toMatch(/^\d+\.\d+\.\d+/);
    expect(statSync(join(image, "opt/rampart/LICENSE")).isFile()).toBe(true);
  });

  test("runs in the cluster without a finding of medium severity or more, by the strictest profile", async () => {
    const { stdout } = await rampart(join(ROOT, "deploy"), [
      ...["scan", ".", "--no-config", "--no-cache", "--profile", "strict"],
      ...["--format", "json", "--min-severity", "medium"],
    ]);
    const { findings, summary, errors } = JSON.parse(stdout);
    expect({ findings, errors }).toEqual({ findings: [], errors: [] });
    expect(summary.documents).toBeGreaterThan(10);
  });
});

test.each([
  "action.yml",
  "docs/ci/gitlab.yml",
  ".pre-commit-hooks.yaml",
  ".github/workflows/ci.yml",
  ".github/workflows/release.yml",
])("%s is found clean", async (file) => {
  // Under the name by which it is judged.
  const name = file === "docs/ci/gitlab.yml" ? ".gitlab-ci.yml" : file;
  const cwd = workspace({ [name]: readFileSync(join(ROOT, file), "utf8") });
  const { stdout } = await rampart(cwd, [
    "scan",
    name,
    "--profile",
    "strict",
    "--format",
    "json",
    "--allow-empty",
  ]);
  const { findings, errors } = JSON.parse(stdout);
  expect({ findings, errors }).toEqual({ findings: [], errors: [] });
});
