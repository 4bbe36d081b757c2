import { expect, test } from "vitest";
import { judge } from "../../judge";
import { places } from "../../places";
import { rule as rules, webhookConfiguration } from "./webhook";

const rule = "admission/webhook-sees-secrets";

test.each([
  [
    { rules: [rules("", "pods", "CREATE"), rules("*", "*", "*")] },
    ["webhooks", 0, "rules", 1, "resources"],
    "low",
  ],
  [{ clientConfig: { url: "https://out.example/x" } }, ["webhooks", 0, "clientConfig", "url"], "medium"],
  [
    { clientConfig: { url: "http://policies.policies.svc/x" } },
    ["webhooks", 0, "clientConfig", "url"],
    "medium",
  ],
])("webhook-inventory: %j", (webhook, path, severity) => {
  expect(judge(rule, webhookConfiguration(webhook))).toMatchObject([{ path, severity }]);
});

test.each([
  webhookConfiguration({}),
  webhookConfiguration({ clientConfig: { url: "https://policies.policies.svc:443/x" } }),
  webhookConfiguration({ rules: [rules("", "secrets", "DELETE")] }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
