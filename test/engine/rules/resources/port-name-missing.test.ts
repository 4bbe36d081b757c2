import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/port-name-missing";

test("a port without a name is reported", () => {
  expect(places(rule, workload({ container: "ports: [{ containerPort: 80 }]" }))).toEqual([
    "spec.template.spec.containers.0.ports.0.name containerPort",
  ]);
});

test.each(["ports: [{ name: http, containerPort: 80 }]", "ports: []"])("%s is quiet", (container) => {
  expect(places(rule, workload({ container }))).toEqual([]);
});
