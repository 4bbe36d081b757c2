import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/replicas";

test("one replica is reported, and two where three are asked for", () => {
  expect(places(rule, workload({ spec: "replicas: 1" }))).toEqual(["spec.replicas 1"]);
  expect(places(rule, workload({ spec: "replicas: 2" }), { rules: { [rule]: { minimum: 3 } } })).toEqual([
    "spec.replicas 2",
  ]);
});

test.each(["replicas: 2", "replicas: 0", "paused: false", 'replicas: "1"'])("%s is quiet", (spec) => {
  expect(places(rule, workload({ spec }))).toEqual([]);
});
