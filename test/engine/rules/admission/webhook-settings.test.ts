import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { webhookConfiguration } from "./webhook";

const rule = "admission/webhook-settings";
const name = '"pods.policies.example"';

test.each([
  [{ sideEffects: undefined }, `webhooks.0.sideEffects ${name}`],
  [{ sideEffects: "Unknown" }, 'webhooks.0.sideEffects "Unknown"'],
  [{ admissionReviewVersions: [] }, 'webhooks.0.admissionReviewVersions "admissionReviewVersions"'],
  [{ timeoutSeconds: 30 }, "webhooks.0.timeoutSeconds 30"],
])("%j", (webhook, expected) => {
  expect(places(rule, webhookConfiguration(webhook))).toEqual([expected]);
});

test("the timeout is shortened", () => {
  expect(afterFix(rule, webhookConfiguration({ timeoutSeconds: 30 })).left).toEqual([]);
});

test.each([
  webhookConfiguration({ timeoutSeconds: 10, sideEffects: "NoneOnDryRun" }),
  webhookConfiguration({ sideEffects: undefined }, undefined, "v1beta1"),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
