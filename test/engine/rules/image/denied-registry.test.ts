import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/denied-registry";
const options = { rules: { [rule]: { registries: ["docker.io/shopping/", "quay.io"] } } };

test.each(["ttl.sh/web:1h", "shopping/web:1", "quay.io/a/b:1"])("%s is denied", (image) => {
  expect(places(rule, workload({ image }), options)).toEqual([
    `spec.template.spec.containers.0.image ${image}`,
  ]);
});

test.each(["shoppingmall/web:1", "registry.example/ttl.sh:1", "ghcr.io/a/b:1"])("%s is not", (image) => {
  expect(places(rule, workload({ image }), options)).toEqual([]);
});

test("without options only anonymous registries are denied", () => {
  expect(places(rule, workload({ image: "quay.io/a/b:1" }))).toEqual([]);
});
