import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "resources/namespace-quota";
const namespace = (name: string) => `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name} }\n---\n`;
const quota = (space: string, hard: string) =>
  `apiVersion: v1\nkind: ResourceQuota\nmetadata: { name: q, namespace: ${space} }\nspec: { hard: { ${hard} } }\n`;

test.each([
  [namespace("shop"), "metadata.name shop"],
  [namespace("shop") + quota("prod", "pods: 5"), "metadata.name shop"],
  [namespace("shop") + quota("shop", "secrets: 5"), "spec.hard hard"],
])("%s", (text, expected) => {
  expect(places(rule, text, { closed: true })).toEqual([expected]);
});

test.each([
  namespace("shop") + quota("shop", "limits.memory: 5Gi"),
  namespace("shop") + quota("shop", "count/pods: 5"),
  namespace("kube-system"),
  namespace("openshift-ingress"),
])("%s is quiet", (text) => {
  expect(places(rule, text, { closed: true })).toEqual([]);
});

test("an open scope is quiet", () => {
  expect(places(rule, namespace("shop"))).toEqual([]);
});
