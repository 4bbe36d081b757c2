import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";

const rule = "admission/policy-narrow-match";
const policy = (group: string, resources: string, expression = "object.spec.containers.all(c, true)") =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicy\nmetadata: { name: p }\nspec: { matchConstraints: { resourceRules: [{ apiGroups: ["${group}"], resources: [${resources}], operations: [CREATE] }] }, validations: [{ expression: "${expression}" }] }\n`;

test.each([
  [policy("apps", "deployments"), "medium", "bare Pod"],
  [policy("", "pods"), "low", "ephemeralcontainers"],
  [policy("*", '"*"'), "low", "ephemeralcontainers"],
])("%s", (text, severity, message) => {
  expect(judge(rule, text)).toMatchObject([
    {
      path: ["spec", "matchConstraints", "resourceRules", 0, "resources"],
      severity,
      message: expect.stringContaining(message),
    },
  ]);
});

test.each([
  policy("", "pods, pods/ephemeralcontainers"),
  policy("*", '"*/*"'),
  policy("", '"pods/*", pods'),
  policy("apps", "deployments", "object.spec.replicas < 5"),
  policy("", "services"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
