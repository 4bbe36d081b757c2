import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "resources/job-ttl";
const job = (metadata: string, spec: string) =>
  `apiVersion: batch/v1\nkind: Job\nmetadata: { name: import${metadata} }\nspec: { template: {}${spec} }\n`;

test("a job without a time to live is reported", () => {
  expect(places(rule, job("", ""))).toEqual(["spec.ttlSecondsAfterFinished import"]);
});

test.each([job("", ", ttlSecondsAfterFinished: 0"), job(", annotations: { helm.sh/hook: pre-install }", "")])(
  "%s is quiet",
  (text) => {
    expect(places(rule, text)).toEqual([]);
  },
);
