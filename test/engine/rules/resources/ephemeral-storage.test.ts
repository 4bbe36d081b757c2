import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/ephemeral-storage";
const limited = "resources:\n  limits:\n    ephemeral-storage: 1Gi";

test("a container without a limit is reported", () => {
  expect(places(rule, workload())).toEqual([
    "spec.template.spec.containers.0.resources.limits.ephemeral-storage web",
  ]);
});

test.each([
  ["emptyDir: {}", "disk"],
  ["emptyDir: { medium: Memory }", "memory"],
])("a volume with %s may fill the %s", (source, where) => {
  const pod = `volumes:\n  - name: tmp\n    ${source}`;
  expect(judge(rule, workload({ pod, container: limited }))).toMatchObject([
    {
      path: ["spec", "template", "spec", "volumes", 0, "emptyDir", "sizeLimit"],
      message: expect.stringContaining(where),
    },
  ]);
});

test("limits on both satisfy", () => {
  const pod =
    "volumes:\n  - name: tmp\n    emptyDir: { sizeLimit: 1Gi }\n  - name: c\n    configMap: { name: c }";
  expect(places(rule, workload({ pod, container: limited }))).toEqual([]);
});
