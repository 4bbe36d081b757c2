import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "image/foreign-cloud-registry";

test.each([
  ["aks", "nginx:1.29.0"],
  ["eks", "shop.azurecr.io/web:1"],
  ["gke", "quay.io/a/b:1"],
] as const)("%s: %s is foreign", (cloud, image) => {
  expect(places(rule, workload({ image }), { cloud })).toEqual([
    `spec.template.spec.containers.0.image ${image}`,
  ]);
});

test.each([
  ["aks", "mcr.microsoft.com/oss/web:1"],
  ["eks", "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web:1"],
  ["gke", "europe-docker.pkg.dev/p/r/web:1"],
  ["gke", "eu.gcr.io/p/web:1"],
  [undefined, "nginx:1.29.0"],
] as const)("%s: %s is its own", (cloud, image) => {
  expect(places(rule, workload({ image }), { cloud })).toEqual([]);
});
