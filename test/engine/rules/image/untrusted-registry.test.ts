import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const trustedRegistries = ["registry.example/shop", "*.azurecr.io", "docker.io/library/"];

test.each([
  "registry.example/shopping/web:1",
  "evil.example/shop/web:1",
  "grafana/grafana:11.2.0",
  "azurecr.io/web:1",
])("%s is reported", (image) => {
  expect(places("image/untrusted-registry", workload({ image }), { trustedRegistries })).toEqual([
    `spec.template.spec.containers.0.image ${image}`,
  ]);
});

test.each(["registry.example/shop/web:1", "shop.azurecr.io/web:1", "nginx:1.27.2"])(
  "%s is trusted",
  (image) => {
    expect(places("image/untrusted-registry", workload({ image }), { trustedRegistries })).toEqual([]);
  },
);

test("without a list, nothing is judged", () => {
  expect(places("image/untrusted-registry", workload({ image: "evil.example/web:1" }))).toEqual([]);
});
