import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/rollout-strategy";

test.each([
  [{ spec: "strategy: { type: Recreate }" }, "spec.strategy.type Recreate"],
  [{ kind: "DaemonSet", spec: "updateStrategy: { type: OnDelete }" }, "spec.updateStrategy.type OnDelete"],
  [
    { spec: "strategy: { rollingUpdate: { maxUnavailable: 100% } }" },
    "spec.strategy.rollingUpdate.maxUnavailable 100%",
  ],
])("%j", (parts, expected) => {
  expect(places(rule, workload(parts))).toEqual([expected]);
});

test.each([
  {},
  { spec: "strategy: { type: RollingUpdate }" },
  { kind: "StatefulSet", spec: "strategy: { type: Recreate }" },
])("%j is quiet", (parts) => {
  expect(places(rule, workload(parts))).toEqual([]);
});
