import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, serviceAccount } from "./cloud-account";

const id = "identity/azure-identity-settings";
const uuid = "00000000-0000-0000-0000-000000000002";

test.each([
  ["client-id", "shop-web", "is no UUID"],
  ["tenant-id", "contoso.onmicrosoft.example", "is no UUID"],
  ["service-account-token-expiration", "600", "is not between"],
  ["service-account-token-expiration", "1h", "is not between"],
])("%s: %s %s", (setting, value, message) => {
  const key = `azure.workload.identity/${setting}`;
  expect(judge(id, serviceAccount(`${key}: "${value}"`))).toMatchObject([
    {
      rule: id,
      path: ["metadata", "annotations", key],
      text: `"${value}"`,
      message: expect.stringContaining(message),
    },
  ]);
});

test("the pod template's own setting", () => {
  const key = "azure.workload.identity/service-account-token-expiration";
  expect(judge(id, deployment({ podAnnotations: `${key}: "90000"` }))).toMatchObject([
    { path: ["spec", "template", "metadata", "annotations", key], text: '"90000"' },
  ]);
});

test.each([
  `azure.workload.identity/client-id: ${uuid}`,
  `azure.workload.identity/client-id: "\${CLIENT_ID}"`,
  'azure.workload.identity/service-account-token-expiration: "3600"',
])("%s is not", (annotation) => {
  expect(judge(id, serviceAccount(annotation))).toEqual([]);
});
