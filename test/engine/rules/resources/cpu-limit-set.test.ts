import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/cpu-limit-set";

test("a limit is reported, and removed where a request stays", () => {
  const text = workload({ container: "resources:\n  requests:\n    cpu: 100m\n  limits:\n    cpu: 500m" });
  expect(places(rule, text)).toEqual(["spec.template.spec.containers.0.resources.limits.cpu 500m"]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test("without a request the limit stays", () => {
  const text = workload({ container: "resources:\n  limits:\n    cpu: 1" });
  expect(afterFix(rule, text).left).toEqual(["spec.template.spec.containers.0.resources.limits.cpu 1"]);
});

test("no limit, no finding", () => {
  expect(places(rule, workload({ container: "resources:\n  limits:\n    memory: 1Gi" }))).toEqual([]);
});
