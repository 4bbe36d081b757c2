import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "admission/ambiguous-prefix";
const constraint = (repos: string, kind = "K8sAllowedRepos") =>
  `apiVersion: constraints.gatekeeper.sh/v1beta1\nkind: ${kind}\nmetadata: { name: c }\nspec: { parameters: { repos: [${repos}] } }\n`;
const kyverno = (image: string) =>
  `apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: c }\nspec: { rules: [{ name: r, validate: { pattern: { spec: { containers: [{ image: "${image}" }] } } } }] }\n`;

test.each(["registry.example", "registry.example/shop"])("%s is open, and closed by a slash", (repo) => {
  const text = constraint(`a.example/, ${repo}`);
  expect(places(rule, text)).toEqual([`spec.parameters.repos.1 ${repo}`]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test("a Kyverno pattern is read too", () => {
  expect(places(rule, kyverno("a.example/* | b.example*"))).toEqual([
    'spec.rules.0.validate.pattern.spec.containers.0.image "a.example/* | b.example*"',
  ]);
});

test.each([
  constraint("registry.example/"),
  constraint("registry.example/web:1.2"),
  constraint("registry.example", "K8sOther"),
  kyverno("registry.example/*"),
  kyverno("*"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
