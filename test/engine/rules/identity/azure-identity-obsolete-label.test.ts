import { expect, test } from "vitest";
import { judge } from "../../judge";
import { serviceAccount } from "./cloud-account";

const id = "identity/azure-identity-obsolete-label";
const key = "azure.workload.identity/use";

test.each([
  [serviceAccount("", `${key}: "true"`), "labels", "7:12-7:39"],
  [serviceAccount(`${key}: "true"`), "annotations", "6:17-6:44"],
])("is found (%#)", (text, field, range) => {
  const found = judge(id, text);
  expect(found).toMatchObject([{ rule: id, path: ["metadata", field, key], range, severity: "low" }]);
  expect(found[0]?.finding.fixes).toMatchObject([
    { safety: "safe", changes: [{ op: "remove", path: ["metadata", field, key] }] },
  ]);
});

test("an annotated account is not", () => {
  expect(
    judge(id, serviceAccount("azure.workload.identity/client-id: 00000000-0000-0000-0000-000000000002")),
  ).toEqual([]);
});
