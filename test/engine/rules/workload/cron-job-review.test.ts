import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/cron-job-review", [
  {
    title: "a CronJob",
    text: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: web
spec:
  schedule: "0 3 * * *"
`,
    finds: ['low spec.schedule > "0 3 * * *"'],
    says: ['the CronJob runs on the schedule "0 3 * * *": check that somebody owns it'],
  },
  {
    title: "a Deployment",
    text: workload(),
    finds: [],
  },
]);
