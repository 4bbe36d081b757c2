import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "operations/workflow-permissions";
const github = { file: ".github/workflows/ci.yaml" };

test.each([
  ["permissions: write-all\njobs: {}\n", "permissions write-all"],
  ["jobs:\n  a:\n    permissions: write-all\n", "jobs.a.permissions write-all"],
])("%s", (text, expected) => {
  expect(places(rule, text, github)).toEqual([expected]);
  expect(afterFix(rule, text, github).left).toEqual([]);
});

test.each(["permissions: read-all\n", "permissions: { contents: write }\n", "jobs: {}\n"])(
  "%s is quiet",
  (text) => {
    expect(places(rule, text, github)).toEqual([]);
  },
);
