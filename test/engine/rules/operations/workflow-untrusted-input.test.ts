import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/workflow-untrusted-input";
const github = { file: ".github/workflows/ci.yaml" };
const dollar = "$";
const workflow = (step: string, on = "push") => `on: ${on}\njobs:\n  build:\n    steps:\n      - ${step}\n`;
const head = `{ uses: actions/checkout@v5, with: { ref: '${dollar}{{ github.event.pull_request.head.sha }}' } }`;

test.each(["github.event.issue.title", "github.head_ref", "github.event.head_commit.message"])(
  "%s in a shell",
  (expression) => {
    expect(places(rule, workflow(`run: echo ${dollar}{{ ${expression} }} done`), github)).toEqual([
      `jobs.build.steps.0.run ${dollar}{{ ${expression} }}`,
    ]);
  },
);

test.each(["pull_request_target", "[push, pull_request_target]", "{ workflow_run: {} }"])(
  "the head under %s",
  (on) => {
    expect(places(rule, workflow(head, on), github)).toEqual([
      `jobs.build.steps.0.with.ref '${dollar}{{ github.event.pull_request.head.sha }}'`,
    ]);
  },
);

test.each([
  workflow(head, "pull_request"),
  workflow(`{ run: echo "x", env: { T: '${dollar}{{ github.event.issue.title }}' } }`),
  workflow(`run: echo ${dollar}{{ github.sha }}`),
])("%s is quiet", (text) => {
  expect(places(rule, text, github)).toEqual([]);
});
