import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/invalid-quantity";
const at = ["spec", "template", "spec", "containers", 0, "resources"];

test.each([
  ["limits:\n    memory: 1GB", ["limits", "memory"], "no quantity"],
  ["limits:\n    cpu: -1", ["limits", "cpu"], "negative"],
  ["requests:\n    memory: 512m", ["requests", "memory"], "mistaken"],
  ["limits:\n    memory: 128", ["limits", "memory"], "mistaken"],
  ["requests:\n    cpu: 2\n  limits:\n    cpu: 500m", ["requests", "cpu"], "more than its limit"],
  ["requests:\n    memory: 1Gi\n  limits:\n    memory: 1G", ["requests", "memory"], "more than its limit"],
])("%j", (resources, path, message) => {
  expect(judge(rule, workload({ container: `resources:\n  ${resources}` }))).toMatchObject([
    { path: [...at, ...path], message: expect.stringContaining(message) },
  ]);
});

test.each([
  "requests:\n    cpu: 500m\n  limits:\n    cpu: 0.5",
  "limits:\n    memory: 0",
  "requests:\n    memory: 64Mi\n    cpu: 1\n  limits:\n    memory: 128Mi",
  "limits: nonsense",
  "limits:\n    memory: true",
])("%j is quiet", (resources) => {
  expect(places(rule, workload({ container: `resources:\n  ${resources}` }))).toEqual([]);
});
