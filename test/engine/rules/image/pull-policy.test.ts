import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const at = "spec.template.spec.containers.0";

test.each([
  ["nginx:1.27.2", "", `${at}.imagePullPolicy web`],
  ["nginx:1.27.2", "imagePullPolicy: Never", `${at}.imagePullPolicy Never`],
  ["nginx:latest", "imagePullPolicy: IfNotPresent", `${at}.imagePullPolicy IfNotPresent`],
])("%s with %j", (image, container, expected) => {
  const text = workload({ image, container });
  expect(places("image/pull-policy", text)).toEqual([expected]);
  expect(afterFix("image/pull-policy", text).left).toEqual([]);
});

test.each([
  ["nginx", ""],
  ["nginx:latest", ""],
  ["nginx:1.27.2", "imagePullPolicy: Always"],
  [`nginx@sha256:${"c".repeat(64)}`, "imagePullPolicy: IfNotPresent"],
])("%s with %j is quiet", (image, container) => {
  expect(places("image/pull-policy", workload({ image, container }))).toEqual([]);
});
