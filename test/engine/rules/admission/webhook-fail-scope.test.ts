import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";
import { rule as rules, webhookConfiguration } from "./webhook";

const rule = "admission/webhook-fail-scope";
const except = (...values: string[]) => ({
  namespaceSelector: {
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values }],
  },
});

test.each([
  [webhookConfiguration({}), '"kube-system" and "policies"'],
  [
    webhookConfiguration({ namespaceSelector: {} }, "MutatingWebhookConfiguration"),
    '"kube-system" and "policies"',
  ],
  [webhookConfiguration(except("kube-system")), 'pods in "policies"'],
  [webhookConfiguration(except("policies")), 'pods in "kube-system"'],
])("%s", (text, message) => {
  expect(judge(rule, text)).toMatchObject([
    { path: ["webhooks", 0, "namespaceSelector"], message: expect.stringContaining(message) },
  ]);
  expect(afterFix(rule, text).left).toEqual([]);
});

test.each([
  webhookConfiguration(except("kube-system", "policies")),
  webhookConfiguration({ failurePolicy: "Ignore" }),
  webhookConfiguration({ rules: [rules("apps", "deployments", "CREATE")] }),
  webhookConfiguration({ namespaceSelector: { matchLabels: { inject: "yes" } } }),
  webhookConfiguration({
    namespaceSelector: { matchExpressions: [{ key: "ignore", operator: "DoesNotExist" }] },
  }),
  webhookConfiguration({ objectSelector: { matchLabels: { inject: "yes" } } }),
  webhookConfiguration({ matchConditions: [{ name: "x", expression: "true" }] }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
