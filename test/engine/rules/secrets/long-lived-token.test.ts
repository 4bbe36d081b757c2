import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/long-lived-token";
const secret = (type: string) => `apiVersion: v1
kind: Secret
metadata:
  name: ci-token
  annotations:
    kubernetes.io/service-account.name: ci
type: ${type}
`;

test("a Secret of the token type", () => {
  expect(judge(id, secret("kubernetes.io/service-account-token"))).toMatchObject([
    { rule: id, path: ["type"], range: "7:7-7:42", severity: "medium" },
  ]);
});

test("another type is not", () => {
  expect(judge(id, secret("Opaque"))).toEqual([]);
});
