import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { rule as rules, webhookConfiguration } from "./webhook";

const rule = "admission/webhook-failure-ignore";

test.each([
  webhookConfiguration({ failurePolicy: "Ignore" }),
  webhookConfiguration({ failurePolicy: "Ignore", rules: [rules("*", "*/*", "*")] }),
  webhookConfiguration({
    failurePolicy: "Ignore",
    rules: [rules("rbac.authorization.k8s.io", "roles", "UPDATE")],
  }),
])("webhook-failurepolicy-timeouts-namespaceselector-holes: %s", (text) => {
  expect(places(rule, text)).toEqual(['webhooks.0.failurePolicy "Ignore"']);
  const { object, left } = afterFix(rule, text);
  expect(left).toEqual([]);
  expect(places("admission/webhook-fail-scope", JSON.stringify(object))).toEqual([]);
});

test("in v1beta1 absent means Ignore", () => {
  expect(places(rule, webhookConfiguration({}, undefined, "v1beta1"))).toHaveLength(1);
});

test.each([
  webhookConfiguration({}),
  webhookConfiguration({ failurePolicy: "Ignore" }, "MutatingWebhookConfiguration"),
  webhookConfiguration({ failurePolicy: "Ignore", rules: [rules("", "configmaps", "CREATE")] }),
  webhookConfiguration({ failurePolicy: "Ignore", rules: [rules("", "pods", "DELETE")] }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
