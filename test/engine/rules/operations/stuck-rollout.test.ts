import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "operations/stuck-rollout";

test.each([
  ["paused: true", "spec.paused true"],
  ["progressDeadlineSeconds: 2147483647", "spec.progressDeadlineSeconds 2147483647"],
  ["progressDeadlineSeconds: 30\nminReadySeconds: 30", "spec.progressDeadlineSeconds 30"],
])("%j", (spec, expected) => {
  expect(places(rule, workload({ spec }))).toEqual([expected]);
});

test.each(["paused: false", "progressDeadlineSeconds: 600\nminReadySeconds: 30", "minReadySeconds: 900", ""])(
  "%j is quiet",
  (spec) => {
    expect(places(rule, workload({ spec }))).toEqual([]);
  },
);
