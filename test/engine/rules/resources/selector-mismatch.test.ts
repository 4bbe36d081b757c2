import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";

const rule = "resources/selector-mismatch";
const deployment = (selector: string, labels: string, apiVersion = "apps/v1", kind = "Deployment") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web }\nspec:\n  ${selector}\n  template:\n    metadata: { labels: ${labels} }\n    spec: { containers: [{ name: web, image: registry.example/web:1 }] }\n`;

test.each([
  ["selector: { matchLabels: { app: web } }", "{ app: api }", "spec.selector.matchLabels.app web", "unsafe"],
  [
    "selector: { matchLabels: { app: web, tier: a } }",
    "{ app: web }",
    "spec.selector.matchLabels.tier a",
    "harden",
  ],
])("%s against %s", (selector, labels, expected, safety) => {
  const text = deployment(selector, labels);
  expect(places(rule, text)).toEqual([expected]);
  expect(judge(rule, text)[0]?.finding.fixes).toMatchObject([{ safety }]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test.each([
  ["selector: { matchExpressions: [{ key: app, operator: Exists }] }", "spec.selector selector"],
  ["selector: {}", "spec.selector selector"],
])("%s has no fix", (selector, expected) => {
  const text = deployment(selector, "{ tier: a }");
  expect(places(rule, text)).toEqual([expected]);
  expect(judge(rule, text)[0]?.finding.fixes).toEqual([]);
});

test.each([
  deployment("selector: { matchLabels: { app: web } }", "{ app: web, tier: a }"),
  deployment("selector: { matchExpressions: [{ key: x, operator: NotIn, values: [y] }] }", "{ app: web }"),
  deployment("selector: 5", "{ app: web }"),
  deployment("replicas: 1", "{ app: web }"),
  deployment("workloadRef: { name: web }", "{ app: web }", "argoproj.io/v1alpha1", "Rollout"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
