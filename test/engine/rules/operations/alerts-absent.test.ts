import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "operations/alerts-absent";
const object = (kind: string, spec: string) =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: { name: m }\nspec: { ${spec} }\n---\n`;
const monitor = object("ServiceMonitor", "endpoints: []");

test.each([monitor, monitor + object("PrometheusRule", "groups: [{ name: g, rules: [{ record: r }] }]")])(
  "%s",
  (text) => {
    expect(places(rule, text, { closed: true })).toEqual(["metadata.name m"]);
  },
);

test.each([
  monitor + object("PrometheusRule", "groups: [{ name: g, rules: [{ alert: a }] }]"),
  object("PrometheusRule", "groups: []"),
])("%s is quiet", (text) => {
  expect(places(rule, text, { closed: true })).toEqual([]);
});

test("an open scope is quiet", () => {
  expect(places(rule, monitor)).toEqual([]);
});
