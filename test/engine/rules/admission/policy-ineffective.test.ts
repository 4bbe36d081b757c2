import { expect, test } from "vitest";
import { afterFix, places } from "../../places";

const rule = "admission/policy-ineffective";
const policy = (spec: string) =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: p }\nspec: { ${spec} }\n`;

test.each(["true", "!false", "1 == 1", "has(object.x) || true"])("%s is always true", (expression) => {
  expect(places(rule, policy(`validations: [{ expression: "${expression}" }]`))).toEqual([
    `spec.validations.0.expression "${expression}"`,
  ]);
});

test("a condition that never holds", () => {
  expect(places(rule, policy('matchConditions: [{ name: n, expression: "false" }]'))).toEqual([
    'spec.matchConditions.0.expression "false"',
  ]);
});

test.each([
  policy("failurePolicy: Ignore"),
  "apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: { name: p }\nspec: { failurePolicy: Ignore }\n",
])("failing open is reported and closed: %s", (text) => {
  expect(places(rule, text)).toEqual(["spec.failurePolicy Ignore"]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test.each([
  "validations: [{ expression: 'object.spec.replicas <= 5' }]",
  "validations: [{ expression: 'object.spec.x == true' }]",
  "failurePolicy: Fail",
])("%s is quiet", (spec) => {
  expect(places(rule, policy(spec))).toEqual([]);
});
