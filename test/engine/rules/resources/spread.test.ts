import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/spread";

test("replicas that nothing spreads are reported", () => {
  expect(places(rule, workload({ spec: "replicas: 2" }))).toEqual([
    "spec.template.spec.topologySpreadConstraints web",
  ]);
  expect(afterFix(rule, workload({ spec: "replicas: 2" })).left).toEqual([]);
});

test.each([
  { spec: "replicas: 1" },
  {},
  { spec: "replicas: 2", pod: "topologySpreadConstraints: [{ maxSkew: 1 }]" },
  { spec: "replicas: 2", pod: "affinity: { podAntiAffinity: {} }" },
])("%j is quiet", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});
