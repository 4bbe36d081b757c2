import { expect, test } from "vitest";
import { judge } from "../../judge";
import { afterFix, places } from "../../places";
import { rule as rules, webhookConfiguration } from "./webhook";

const rule = "admission/webhook-opt-out";
const skip = { matchExpressions: [{ key: "skip", operator: "DoesNotExist" }] };

test("a label that exempts is reported, and an exact match lower", () => {
  expect(judge(rule, webhookConfiguration({ objectSelector: skip, matchPolicy: "Exact" }))).toMatchObject([
    { path: ["webhooks", 0, "objectSelector", "matchExpressions", 0, "key"], severity: "medium" },
    { path: ["webhooks", 0, "matchPolicy"], severity: "low" },
  ]);
  expect(afterFix(rule, webhookConfiguration({ matchPolicy: "Exact" })).left).toEqual([]);
});

test.each([
  webhookConfiguration({ objectSelector: { matchLabels: { scan: "yes" } } }),
  webhookConfiguration({ objectSelector: skip }, "MutatingWebhookConfiguration"),
  webhookConfiguration({ objectSelector: skip, rules: [rules("", "configmaps", "CREATE")] }),
  webhookConfiguration({ matchPolicy: "Equivalent" }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
