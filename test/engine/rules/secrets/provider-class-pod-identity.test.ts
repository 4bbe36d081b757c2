import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/provider-class-pod-identity";
const providerClass = (provider: string, value: string) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata:
  name: shop
spec:
  provider: ${provider}
  parameters:
    usePodIdentity: "${value}"
`;

test("on Azure", () => {
  expect(judge(id, providerClass("azure", "true"))).toMatchObject([
    { rule: id, path: ["spec", "parameters", "usePodIdentity"], range: "8:21-8:27", severity: "medium" },
  ]);
});

test.each([
  ["azure", "false"],
  ["aws", "true"],
])("%s %s is not", (provider, value) => {
  expect(judge(id, providerClass(provider, value))).toEqual([]);
});
