import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/restart-policy";
const job = { kind: "Job", apiVersion: "batch/v1" };
const at = "spec.template.spec.restartPolicy";

test.each([
  [job, `${at} web`],
  [{ ...job, pod: "restartPolicy: Always" }, `${at} Always`],
  [{ pod: "restartPolicy: Never" }, `${at} Never`],
  [{ kind: "DaemonSet", pod: "restartPolicy: OnFailure" }, `${at} OnFailure`],
])("%j is refused", (parts, expected) => {
  expect(places(rule, workload(parts))).toEqual([expected]);
  expect(afterFix(rule, workload(parts)).left).toEqual([]);
});

test.each([
  {},
  { pod: "restartPolicy: Always" },
  { ...job, pod: "restartPolicy: OnFailure" },
  { kind: "Rollout", apiVersion: "argoproj.io/v1alpha1", pod: "restartPolicy: Never" },
])("%j is admitted", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});
