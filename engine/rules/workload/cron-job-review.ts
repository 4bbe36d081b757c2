import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";

/** An opinion: something to look at in a review, not a fault. Source: MITRE ATT&CK T1053.007. */
export const cronJobReview = defineResourceRule({
  id: "workload/cron-job-review",
  title: "CronJob to be reviewed",
  severity: "low",
  opinion: true,
  why: "A scheduled container is how attackers come back: every CronJob should be known to somebody.",
  remediation: "Check who owns the CronJob, and remove what nobody knows.",
  standards: { mitre: ["T1053.007"] },
  equivalents: { kubescape: ["C-0026"] },
  controls: ["cronjobs-exist-review"],
  waive: "Every CronJob that has been reviewed.",
  appliesTo: ["batch/CronJob"],
  since: "0.1.0",
  check({ resource, report }) {
    report({
      path: ["spec", "schedule"],
      message: `the CronJob runs on the schedule "${stringAt(resource.object, "spec", "schedule") ?? ""}": check that somebody owns it`,
    });
  },
});
