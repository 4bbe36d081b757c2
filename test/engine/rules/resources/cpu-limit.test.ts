import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

test("a missing limit is reported at the container's resources", () => {
  expect(
    places("resources/cpu-limit", workload({ container: "resources:\n  requests:\n    cpu: 1" })),
  ).toEqual(["spec.template.spec.containers.0.resources.limits.cpu resources"]);
});

test.each([{ container: "resources:\n  limits:\n    cpu: 1" }, { pod: "resources:\n  limits:\n    cpu: 2" }])(
  "%j satisfies",
  (parts) => {
    expect(places("resources/cpu-limit", workload(parts))).toEqual([]);
  },
);
