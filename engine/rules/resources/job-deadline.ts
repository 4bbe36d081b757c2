import { fix, set } from "../../fixes/change";
import { numberAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** Source: batch/v1 JobSpec and CronJobSpec. */
export const jobDeadline = defineResourceRule({
  id: "resources/job-deadline",
  title: "Job has no deadline",
  severity: "low",
  why: "A job that hangs holds its resources and credentials for good, and a CronJob starts the next one beside it.",
  remediation: "Set `activeDeadlineSeconds` on the job, and `startingDeadlineSeconds` on a CronJob.",
  equivalents: { "kube-score": ["cronjob-has-deadline"], kics: ["192fe40b"] },
  opinion: true,
  controls: ["cronjob-job-deadline-restartpolicy-ttl"],
  fixable: true,
  since: "0.1.0",
  appliesTo: ["batch/Job", "batch/CronJob"],
  check({ resource, report }) {
    const isCron = resource.kind === "CronJob";
    const job = isCron ? ["spec", "jobTemplate", "spec"] : ["spec"];
    if (numberAt(resource.object, ...job, "activeDeadlineSeconds") === undefined) {
      report({
        path: [...job, "activeDeadlineSeconds"],
        message: "a job that hangs is never ended",
        fixes: [fix("input", "End it after an hour", set([...job, "activeDeadlineSeconds"], 3600))],
      });
    }
    if (isCron && numberAt(resource.object, "spec", "startingDeadlineSeconds") === undefined) {
      report({
        path: ["spec", "startingDeadlineSeconds"],
        message: "after 100 missed starts the CronJob stops for good, since it has no starting deadline",
      });
    }
  },
});
