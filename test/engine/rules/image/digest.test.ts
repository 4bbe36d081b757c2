import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

test("an image without a digest is reported", () => {
  expect(places("image/digest", workload({ image: "nginx:1.27.2" }))).toEqual([
    "spec.template.spec.containers.0.image nginx:1.27.2",
  ]);
});

test.each([`nginx@sha256:${"b".repeat(64)}`, "Not An Image"])("%s is not", (image) => {
  expect(places("image/digest", workload({ image }))).toEqual([]);
});
