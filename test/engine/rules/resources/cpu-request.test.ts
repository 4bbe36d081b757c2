import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/cpu-request";

test("a missing request is reported at the container and set", () => {
  expect(places(rule, workload())).toEqual(["spec.template.spec.containers.0.resources.requests.cpu web"]);
  expect(afterFix(rule, workload()).left).toEqual([]);
});

test.each([
  { container: "resources:\n  requests:\n    cpu: 100m" },
  { container: "resources:\n  limits:\n    cpu: 1" },
  { pod: "resources:\n  requests:\n    cpu: 1" },
])("%j satisfies", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});
