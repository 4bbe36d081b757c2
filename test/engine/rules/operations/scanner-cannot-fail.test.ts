import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "operations/scanner-cannot-fail";
const github = { file: ".github/workflows/ci.yaml" };
const gitlab = { file: ".gitlab-ci.yml" };
const azure = { file: "azure-pipelines.yml" };
const workflow = (step: string, job = "") =>
  `on: [push]\njobs:\n  scan:\n    runs-on: x\n${job}    steps:\n      - ${step}\n`;
const run = "jobs.scan.steps.0.run";

test.each([
  ["run: kube-linter lint . || true", `${run} || true`],
  ["run: kubesec scan x.yaml || exit 0", `${run} || exit 0`],
  ["run: checkov -d . --soft-fail", `${run} --soft-fail`],
  ["run: kics scan -p . --ignore-on-exit results", `${run} --ignore-on-exit results`],
  ["run: rampart scan deploy --fail-on never", `${run} --fail-on never`],
  ["run: trivy image web:1", `${run} trivy image`],
  ["run: trivy fs --exit-code 0 .", `${run} --exit-code 0`],
  ["run: grype web:1", `${run} grype w`],
  ["run: polaris audit --audit-path .", `${run} polaris audit`],
  ["run: kubescape scan .", `${run} kubescape scan`],
  ["{ run: kube-score score x.yaml, continue-on-error: true }", "jobs.scan.steps.0.continue-on-error true"],
  ["uses: aquasecurity/trivy-action@0.30.0", "jobs.scan.steps.0.uses aquasecurity/trivy-action@0.30.0"],
  [
    "{ uses: bridgecrewio/checkov-action@v12, with: { soft_fail: true } }",
    "jobs.scan.steps.0.with.soft_fail true",
  ],
])("image-cves-needs-image-scan: GitHub, %s", (step, expected) => {
  expect(places(rule, workflow(step), github)).toEqual([expected]);
});

test("a job that may fail is reported at the job", () => {
  expect(places(rule, workflow("run: kube-linter lint .", "    continue-on-error: true\n"), github)).toEqual([
    "jobs.scan.continue-on-error true",
  ]);
  const text = workflow("run: kube-linter lint .", "    continue-on-error: true\n");
  expect(afterFix(rule, text, github).left).toEqual([]);
});

test.each([
  ["script: [trivy config ., echo done]", "scan.script.0 trivy config"],
  ["script: kube-linter lint .\n  allow_failure: true", "scan.allow_failure true"],
])("GitLab, %s", (body, expected) => {
  expect(places(rule, `scan:\n  ${body}\n`, gitlab)).toEqual([expected]);
});

test.each([
  ["steps:\n  - script: kube-linter lint . || true\n", "steps.0.script || true"],
  [
    "jobs:\n  - job: a\n    steps:\n      - bash: checkov -d .\n        continueOnError: true\n",
    "jobs.0.steps.0.continueOnError true",
  ],
])("Azure, %s", (text, expected) => {
  expect(places(rule, text, azure)).toEqual([expected]);
});

test.each([
  workflow("run: trivy image --exit-code 1 web:1"),
  workflow("{ run: trivy image web:1, env: { TRIVY_EXIT_CODE: 1 } }"),
  workflow("{ uses: aquasecurity/trivy-action@0.30.0, with: { exit-code: '1' } }"),
  workflow("run: kube-linter lint ."),
  workflow("run: make test || true"),
  workflow("run: trivy --version"),
  workflow("run: grype web:1 --fail-on high"),
])("%s is quiet", (text) => {
  expect(places(rule, text, github)).toEqual([]);
});
