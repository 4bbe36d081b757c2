import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/synced-secret";
const providerClass = (secretObjects: string) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata:
  name: shop
spec:
  provider: aws
  secretObjects: ${secretObjects}
`;

test("each copy, at its name", () => {
  expect(judge(id, providerClass("[{secretName: a}, {secretName: b}]"))).toMatchObject([
    { rule: id, path: ["spec", "secretObjects", 0, "secretName"], text: "a" },
    { path: ["spec", "secretObjects", 1, "secretName"], text: "b" },
  ]);
});

test("no copy", () => {
  expect(judge(id, providerClass("[]"))).toEqual([]);
});
