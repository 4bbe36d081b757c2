import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/workflow-action-pin";
const github = { file: ".github/workflows/ci.yaml" };
const workflow = (uses: string) => `on: [push]\njobs:\n  build:\n    steps:\n      - uses: ${uses}\n`;

test.each([
  ["a/b@main", "main"],
  ["a/b/c@master", "master"],
  ["a/b", "a/b"],
])("%s", (uses, text) => {
  expect(places(rule, workflow(uses), github)).toEqual([`jobs.build.steps.0.uses ${text}`]);
});

test.each(["a/b@v4", "./local", "docker://alpine:3.22", `a/b@${"a".repeat(40)}`])("%s is quiet", (uses) => {
  expect(places(rule, workflow(uses), github)).toEqual([]);
});
