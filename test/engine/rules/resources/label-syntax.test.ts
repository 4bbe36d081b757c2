import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/label-syntax";
const namespace = (metadata: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, ${metadata} }\n`;

test.each([
  ["labels: { owner: 'a b' }", "metadata.labels.owner 'a b'"],
  ["labels: { owner: -a }", "metadata.labels.owner -a"],
  ["labels: { a/b/c: x }", "metadata.labels.a/b/c a/b/c"],
  ["labels: { Example.com/a: x }", "metadata.labels.Example.com/a Example.com/a"],
  [`labels: { a: ${"x".repeat(64)} }`, `metadata.labels.a ${"x".repeat(64)}`],
  ["annotations: { 'a b': x }", "metadata.annotations.a b 'a b'"],
])("%s", (metadata, expected) => {
  expect(places(rule, namespace(metadata))).toEqual([expected]);
});

test("the template's labels are read", () => {
  const text = workload().replace("        app: web\n", "        app: 'a b'\n");
  expect(places(rule, text)).toEqual(["spec.template.metadata.labels.app 'a b'"]);
});

test.each([
  "labels: { a: '' }",
  "labels: { example.com/a_b.c: v1.2-x }",
  "annotations: { Example.com/A: 'any thing' }",
  "labels: 5",
  "labels: { a: 1 }",
])("%s is quiet", (metadata) => {
  expect(places(rule, namespace(metadata))).toEqual([]);
});
