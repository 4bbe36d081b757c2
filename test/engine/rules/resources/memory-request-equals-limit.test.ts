import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/memory-request-equals-limit";

test("a limit above the request is reported", () => {
  const container = "resources:\n  requests:\n    memory: 128Mi\n  limits:\n    memory: 1Gi";
  expect(places(rule, workload({ container }))).toEqual([
    "spec.template.spec.containers.0.resources.limits.memory 1Gi",
  ]);
});

test.each([
  "requests:\n    memory: 1024Mi\n  limits:\n    memory: 1Gi",
  "limits:\n    memory: 1Gi",
  "requests:\n    memory: 1Gi",
])("%j is quiet", (resources) => {
  expect(places(rule, workload({ container: `resources:\n  ${resources}` }))).toEqual([]);
});
