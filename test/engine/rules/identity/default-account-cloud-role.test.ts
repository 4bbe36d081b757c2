import { expect, test } from "vitest";
import { judge } from "../../judge";
import { serviceAccount } from "./cloud-account";

const id = "identity/default-account-cloud-role";

test.each([
  "eks.amazonaws.com/role-arn",
  "iam.gke.io/gcp-service-account",
  "azure.workload.identity/client-id",
])("%s", (key) => {
  expect(judge(id, serviceAccount(`${key}: x`, "", "default"))).toMatchObject([
    { rule: id, path: ["metadata", "annotations", key], text: key, severity: "high" },
  ]);
  expect(judge(id, serviceAccount(`${key}: x`))).toEqual([]);
});

test("a default account without a cloud identity is not", () => {
  expect(judge(id, serviceAccount("", "", "default"))).toEqual([]);
});
