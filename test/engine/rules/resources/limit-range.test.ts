import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";

const rule = "resources/limit-range";
const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\n";
const range = (space: string) =>
  `apiVersion: v1\nkind: LimitRange\nmetadata: { name: l, namespace: ${space} }\nspec: { limits: [] }\n`;

test.each([namespace, namespace + range("prod")])("%s", (text) => {
  expect(places(rule, text, { closed: true })).toEqual(["metadata.name shop"]);
});

test("a limit range in the namespace is quiet, and so is an open scope", () => {
  expect(places(rule, namespace + range("shop"), { closed: true })).toEqual([]);
  expect(places(rule, namespace)).toEqual([]);
});

test("the fix is a limit range with defaults", () => {
  const [found] = judge(rule, namespace, { closed: true });
  const [document] = found?.finding.fixes[0]?.documents ?? [];
  expect(places(rule, `${namespace}${JSON.stringify(document)}\n`, { closed: true })).toEqual([]);
});
