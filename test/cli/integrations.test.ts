import { execFile } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { PRIVILEGED_POD, workspace } from "./run-cli";

const ROOT = resolve(__dirname, "../..");
const CLI = join(ROOT, "dist/cli.js");

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
  const npx = join(cwd, "npx");
  writeFileSync(
    npx,
    `#!/bin/sh\n[ "$1" = --yes ] || exit 9\n[ "$2" = kube-rampart@0.1.0 ] || exit 9\nshift 2\nexec "${process.execPath}" "${CLI}" "$@"\n`,
  );
  chmodSync(npx, 0o755);
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

test("the pre-commit hook names a command that the package installs", () => {
  const [hook] = parse(readFileSync(join(ROOT, ".pre-commit-hooks.yaml"), "utf8"));
  const { bin } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(Object.keys(bin)).toContain(hook.entry.split(" ")[0]);
  expect(Object.keys(bin)).toContain("kubectl-rampart");
});
