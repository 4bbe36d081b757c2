import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "admission/policy-exception";
const exception = (resources: string, rest = "") =>
  `apiVersion: kyverno.io/v2\nkind: PolicyException\nmetadata: { name: e }\nspec: { match: { any: [{ resources: { ${resources} } }] }${rest} }\n`;

test.each([
  [exception("kinds: [Pod]"), "spec.match.any.0.resources.names resources"],
  [exception("kinds: [Pod], names: ['*']"), "spec.match.any.0.resources.names names"],
  [
    exception("names: [a], kinds: [Pod]", ", exceptions: [{ policyName: p, ruleNames: ['*'] }]"),
    "spec.exceptions.0.ruleNames ruleNames",
  ],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  exception("namespaces: [legacy]"),
  exception("names: ['importer-*']"),
  exception("selector: { matchLabels: { a: b } }"),
  exception("kinds: [Pod]", ", conditions: { any: [{ key: a }] }"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
