import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/identical-probes";
const probe = (name: string, extra = "", path = "/health") =>
  `${name}: { httpGet: { path: ${path}, port: 80 }${extra} }`;

test.each(["", ", initialDelaySeconds: 5"])(
  "the same action with the same threshold is reported (%j)",
  (extra) => {
    const container = `${probe("livenessProbe", extra)}\n${probe("readinessProbe")}`;
    expect(places(rule, workload({ container }))).toEqual([
      "spec.template.spec.containers.0.livenessProbe livenessProbe",
    ]);
  },
);

test.each([
  `${probe("livenessProbe", "", "/live")}\n${probe("readinessProbe")}`,
  `${probe("livenessProbe", ", failureThreshold: 10")}\n${probe("readinessProbe")}`,
  probe("livenessProbe"),
])("%j is quiet", (container) => {
  expect(places(rule, workload({ container }))).toEqual([]);
});
