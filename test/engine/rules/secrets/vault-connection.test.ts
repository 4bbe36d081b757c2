import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/vault-connection";
const providerClass = (provider: string, parameters: string) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata:
  name: shop
spec:
  provider: ${provider}
  parameters: {${parameters}}
`;

test("a certificate that is not verified, with its fix", () => {
  const found = judge(id, providerClass("vault", 'vaultSkipTLSVerify: "true"'));
  expect(found).toMatchObject([
    { rule: id, path: ["spec", "parameters", "vaultSkipTLSVerify"], text: '"true"', severity: "high" },
  ]);
  expect(found[0]?.finding.fixes).toMatchObject([{ safety: "harden", changes: [{ op: "remove" }] }]);
});

test("plain HTTP is one finding, whatever else is said", () => {
  expect(
    judge(id, providerClass("vault", 'vaultAddress: "http://vault:8200", vaultSkipTLSVerify: "true"')),
  ).toMatchObject([{ path: ["spec", "parameters", "vaultAddress"], text: '"http://vault:8200"' }]);
});

test.each([
  ["vault", 'vaultAddress: "https://vault:8200", vaultSkipTLSVerify: "false"'],
  ["vault", 'vaultAddress: "http://127.0.0.1:8200"'],
  ["azure", 'vaultSkipTLSVerify: "true"'],
])("%s %s is not", (provider, parameters) => {
  expect(judge(id, providerClass(provider, parameters))).toEqual([]);
});
