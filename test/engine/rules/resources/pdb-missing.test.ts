import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/pdb-missing";
const web = workload({ namespace: "shop", spec: "replicas: 2" });
const budget = (namespace: string, selector: string) =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: b, namespace: ${namespace} }\nspec: { maxUnavailable: 1, ${selector} }\n---\n`;

test.each([
  "",
  budget("prod", "selector: {}"),
  budget("shop", "selector: { matchLabels: { app: api } }"),
  // A budget without selector selects nothing.
  budget("shop", "minAvailable: 1"),
])("%j does not cover", (text) => {
  expect(places(rule, text + web, { closed: true })).toEqual(["metadata.name web"]);
});

test.each([budget("shop", "selector: {}"), budget("shop", "selector: { matchLabels: { app: web } }")])(
  "%j covers",
  (text) => {
    expect(places(rule, text + web, { closed: true })).toEqual([]);
  },
);

test("one replica, or an open scope, is quiet", () => {
  expect(places(rule, workload({ spec: "replicas: 1" }), { closed: true })).toEqual([]);
  expect(places(rule, web)).toEqual([]);
});

test("the fix is a budget that covers the pods", () => {
  const [found] = judge(rule, web, { closed: true });
  const [document] = found?.finding.fixes[0]?.documents ?? [];
  expect(places(rule, `${web}---\n${JSON.stringify(document)}\n`, { closed: true })).toEqual([]);
});
