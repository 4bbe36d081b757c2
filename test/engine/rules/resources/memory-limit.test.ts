import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/memory-limit";
const at = "spec.template.spec.containers.0.resources.limits.memory";

test.each([
  ["", "web", "neither memory request nor limit", "256Mi"],
  ["resources: {}", "resources", "neither memory request nor limit", "256Mi"],
  ["resources:\n  requests:\n    memory: 64Mi", "resources", "a memory request but no limit", "64Mi"],
  ["resources:\n  limits:\n    cpu: 1", "limits", "neither memory request nor limit", "256Mi"],
])("memory-limit, memory-request: %j", (container, text, message, limit) => {
  const manifest = workload({ container });
  expect(judge(rule, manifest)).toMatchObject([
    { text, message: expect.stringContaining(message), finding: { fixes: [{ safety: "harden" }] } },
  ]);
  expect(places(rule, manifest)[0]?.split(" ")[0]).toBe(at);
  const { object, left } = afterFix(rule, manifest);
  expect(JSON.stringify(object)).toContain(`"memory":"${limit}"`);
  expect(left).toEqual([]);
});

test.each([
  { container: "resources:\n  limits:\n    memory: 128Mi" },
  { container: "resources:\n  limits:\n    memory: 134217728" },
  { pod: "resources:\n  limits:\n    memory: 1Gi" },
])("a limit on container or pod satisfies: %j", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});

test("ephemeral containers cannot have resources", () => {
  const pod = "ephemeralContainers:\n  - name: debug\n    image: busybox:1.37";
  expect(places(rule, workload({ pod, container: "resources:\n  limits:\n    memory: 1Gi" }))).toEqual([]);
});
