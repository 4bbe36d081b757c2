import type { PolicySource } from "../../policy-source";
import { when } from "../expressions";

/** Jobs that are never ended, and CronJobs that stop for good. */
export const jobDeadlinePolicy: PolicySource = {
  rule: "resources/job-deadline",
  match: [{ group: "batch", resources: ["jobs", "cronjobs"] }],
  offences: `${when("!(variables.root.kind == 'CronJob' ? variables.spec.?jobTemplate.?spec.?activeDeadlineSeconds : variables.spec.?activeDeadlineSeconds).hasValue()", "activeDeadlineSeconds")} + ${when("variables.root.kind == 'CronJob' && !variables.spec.?startingDeadlineSeconds.hasValue()", "startingDeadlineSeconds")}`,
};
