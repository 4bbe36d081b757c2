import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/provider-class-parameters";
const providerClass = (spec: string) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata:
  name: shop
spec:
  ${spec}
`;
const at = (name: string) => ["spec", "parameters", name];

test.each<[string, (string | number)[], string]>([
  ["parameters: {}", ["spec", "provider"], "SecretProviderClass names no provider"],
  [
    "provider: azure\n  parameters: {keyvaultName: kv, objects: x}",
    at("tenantID"),
    "provider azure needs the parameter tenantID",
  ],
  [
    "provider: azure\n  parameters: {keyVaultName: kv, tenantID: t, objects: x}",
    at("keyVaultName"),
    "provider azure ignores keyVaultName; the parameter is keyvaultName",
  ],
  [
    "provider: aws\n  parameters:\n    objects:\n      - objectName: a",
    at("objects"),
    "parameter objects must be a string: put the YAML into a block (|)",
  ],
  [
    "provider: aws\n  parameters: {objects: x, pathTranslation: false}",
    at("pathTranslation"),
    "parameter pathTranslation must be a string: put it in quotes",
  ],
  ["provider: gcp\n  parameters: {auth: pod-adc}", at("secrets"), "provider gcp needs the parameter secrets"],
  [
    "provider: vault\n  parameters: {objects: x}",
    at("roleName"),
    "provider vault needs the parameter roleName",
  ],
  [
    "provider: vault\n  parameters: {roleName: r, objects: x, vaultAuthMountPath: a, vaultKubernetesMountPath: b}",
    at("vaultKubernetesMountPath"),
    "vaultKubernetesMountPath and vaultAuthMountPath exclude each other",
  ],
])("%s", (spec, path, message) => {
  expect(judge(id, providerClass(spec))).toMatchObject([{ rule: id, path, message }]);
});

test.each([
  "provider: azure\n  parameters: {keyvaultName: kv, tenantId: t, objects: x}",
  "provider: aws\n  parameters: {objects: x, region: eu-west-1}",
  "provider: gcp\n  parameters: {secrets: x}",
  "provider: vault\n  parameters: {roleName: r, objects: x}",
  "provider: conjur\n  parameters: {conjur.org/x: abc}",
])("%s is not", (spec) => {
  expect(judge(id, providerClass(spec))).toEqual([]);
});
