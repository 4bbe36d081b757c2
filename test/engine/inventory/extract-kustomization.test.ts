import { expect, test } from "vitest";
import { extractFact } from "../../../engine/inventory/extract-fact";
import { createResource } from "../../../engine/kubernetes/resource";

test("literals of generators enter a fact by their keys alone", () => {
  const object = {
    namespace: "shop",
    secretGenerator: [{ name: "db", literals: ["password=hunter22", 5] }],
    configMapGenerator: [{ name: "settings", files: ["a.txt"] }, "odd"],
  };
  const fact = extractFact(createResource(object, "kustomize.config.k8s.io/v1beta1", "Kustomization"));
  expect(fact.data).toEqual({
    namespace: "shop",
    secretGenerator: [{ name: "db", literals: ["password=", null] }],
    configMapGenerator: [{ name: "settings", files: ["a.txt"] }, "odd"],
  });
});
