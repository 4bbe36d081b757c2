import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { CALM, PRIVILEGED_POD, workspace } from "./run-cli";

test("--watch scans again after a change, and ends with the status of the last scan", async () => {
  const cwd = workspace({ "pod.yaml": CALM });
  const args = [resolve(__dirname, "../../dist/cli.js"), "scan", "--watch", "--rule", "workload/privileged"];
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, NO_COLOR: "1" } });
  let stdout = "";
  let stderr = "";
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const says = (text: string) =>
    new Promise<void>((done) => {
      const look = () => {
        if ((stdout + stderr).includes(text)) done();
      };
      child.stdout.on("data", (chunk) => {
        stdout += chunk;
        look();
      });
      child.stderr.on("data", (chunk) => {
        stderr += chunk;
        look();
      });
    });
  await says("watching for changes");
  expect(stdout).toContain("No findings");
  const found = says("1 finding (1 critical)");
  writeFileSync(join(cwd, "pod.yaml"), PRIVILEGED_POD);
  await found;
  child.kill("SIGINT");
  expect(await ended).toBe(1);
});
