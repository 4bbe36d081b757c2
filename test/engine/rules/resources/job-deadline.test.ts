import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "resources/job-deadline";
const cron = (spec: string, job: string) =>
  `apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: report }\nspec: { schedule: "0 3 * * *"${spec}, jobTemplate: { spec: { template: { spec: { containers: [] } }${job} } } }\n`;

test.each([
  [cron(", startingDeadlineSeconds: 60", ""), ["spec.jobTemplate.spec.activeDeadlineSeconds report"]],
  [cron("", ", activeDeadlineSeconds: 60"), ["spec.startingDeadlineSeconds report"]],
  [
    "apiVersion: batch/v1\nkind: Job\nmetadata: { name: j }\nspec: { template: {} }\n",
    ["spec.activeDeadlineSeconds j"],
  ],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual(expected);
});

test("deadlines on both are quiet", () => {
  expect(places(rule, cron(", startingDeadlineSeconds: 60", ", activeDeadlineSeconds: 60"))).toEqual([]);
});
