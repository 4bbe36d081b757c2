import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { rampart, workspace } from "./run-cli";

/** What bash offers for a line whose last word is being typed. */
async function offered(...words: string[]): Promise<string[]> {
  const { stdout } = await rampart(workspace({}), ["completion", "bash"]);
  const script = `${stdout}\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")})\nCOMP_CWORD=${words.length - 1}\n_rampart\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`;
  return execFileSync("bash", ["-c", script], { encoding: "utf8" }).trim().split("\n");
}

test("bash completes commands and their options", async () => {
  expect(await offered("rampart", "sc")).toEqual(["scan"]);
  expect(await offered("rampart", "scan", "--kube")).toEqual(["--kubernetes-version"]);
  expect(await offered("rampart", "gap", "--ch")).toEqual(["--check"]);
});

test.each(["bash", "zsh", "fish", "powershell"])("%s names every command", async (shell) => {
  const { stdout, status } = await rampart(workspace({}), ["completion", shell]);
  expect(status).toBe(0);
  for (const command of [
    "scan",
    "fix",
    "rules",
    "can-i",
    "who-can",
    "reach",
    "diff",
    "gap",
    "waivers",
    "export",
    "init",
  ])
    expect(stdout).toContain(command);
});

test("an unknown shell is refused with those there are", async () => {
  const { status, stderr } = await rampart(workspace({}), ["completion", "csh"]);
  expect(status).toBe(2);
  expect(stderr).toContain("bash, zsh, fish, powershell");
});
