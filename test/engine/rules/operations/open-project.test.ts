import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/open-project";
const object = (kind: string, spec: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: { name: shop }\nspec: { ${spec} }\n`;

test.each([
  [object("Application", "project: default"), "spec.project default"],
  [object("Application", "source: {}"), "spec.project shop"],
  [
    object("AppProject", "sourceRepos: ['*'], destinations: [{ namespace: '*', server: '*' }]"),
    "spec.sourceRepos sourceRepos",
  ],
  [
    object("AppProject", "clusterResourceWhitelist: [{ group: '*', kind: '*' }]"),
    "spec.clusterResourceWhitelist.0.kind '*'",
  ],
])("tekton-bundles-flux-sources-argo-projects: %s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  object("Application", "project: shop"),
  object("AppProject", "sourceRepos: ['*'], destinations: [{ namespace: shop, server: '*' }]"),
  object(
    "AppProject",
    "sourceRepos: ['https://git.example/*'], destinations: [{ namespace: '*', server: '*' }]",
  ),
  object("AppProject", "clusterResourceWhitelist: [{ group: '', kind: Namespace }]"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
