import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "resources/pdb-selects-nothing";
const budget = (spec: string, namespace = "shop") =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b, namespace: ${namespace}}\nspec: {${spec}}\n---\n`;
const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: a}]}}
`;

test.each([
  ["labels of nobody", budget("selector: {matchLabels: {app: wbe}}") + WEB],
  ["another namespace", budget("selector: {matchLabels: {app: web}}", "other") + WEB],
])("%s", (_name, text) => {
  expect(judge(RULE, text, { closed: true })).toMatchObject([
    { path: ["spec", "selector"], message: "no pod of its namespace has these labels" },
  ]);
});

test.each([
  ["labels of the template", budget("selector: {matchLabels: {app: web}}") + WEB, true],
  ["every pod", budget("selector: {}") + WEB, true],
  ["labels of an operator", budget("selector: {matchLabels: {cnpg.io/cluster: db}}") + WEB, true],
  [
    "pods that an operator makes",
    `${budget("selector: {matchLabels: {app: db}}")}apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db, namespace: shop}\n`,
    true,
  ],
  ["an open scope", budget("selector: {matchLabels: {app: wbe}}") + WEB, false],
])("%s: nothing to report", (_name, text, closed) => {
  expect(judge(RULE, text, { closed })).toEqual([]);
});
