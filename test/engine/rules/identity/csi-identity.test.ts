import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "identity/csi-identity";
const world = (provider: string, parameters: string, annotations = "", volume = "", account = true) =>
  `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: vault, namespace: shop}
spec: {provider: ${provider}, parameters: {${parameters}}}
---
${account ? `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: api, namespace: shop, annotations: {${annotations}}}\n---\n` : ""}apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  serviceAccountName: api
  containers: [{name: c, image: a}]
  volumes: [{name: v, csi: {driver: secrets-store.csi.k8s.io, ${volume}volumeAttributes: {secretProviderClass: vault}}}]
`;
const PATH = ["spec", "volumes", 0, "csi", "volumeAttributes", "secretProviderClass"];

test.each([
  [
    "azure",
    "keyvaultName: k",
    'SecretProviderClass "vault" names no clientID, and account "api" carries none',
  ],
  [
    "azure",
    'keyvaultName: k, clientID: "", useVMManagedIdentity: "false"',
    'SecretProviderClass "vault" names no clientID, and account "api" carries none',
  ],
  [
    "aws",
    "objects: x",
    'SecretProviderClass "vault" asks with the role of the pod\'s account, and account "api" has no annotation eks.amazonaws.com/role-arn',
  ],
])("%s with %s has nobody to ask as", (provider, parameters, message) => {
  const [found, ...others] = judge(RULE, world(provider, parameters));
  expect(others).toEqual([]);
  expect(found).toMatchObject({ path: PATH, text: "vault", message });
  expect(found?.finding.related.map(({ fact }) => fact?.groupKind)).toEqual([
    "secrets-store.csi.x-k8s.io/SecretProviderClass",
    "ServiceAccount",
  ]);
});

test.each([
  ["clientID", world("azure", "clientID: 1")],
  ["the node's identity", world("azure", 'useVMManagedIdentity: "true"')],
  ["the annotation of the account", world("azure", "", "azure.workload.identity/client-id: one")],
  ["a service principal", world("azure", "", "", "nodePublishSecretRef: {name: sp}, ")],
  ["the token proxy", world("azure", 'useAzureTokenProxy: "true"')],
  ["a role", world("aws", "", "eks.amazonaws.com/role-arn: r")],
  ["Pod Identity", world("aws", 'usePodIdentity: "true"')],
  ["an account that is not in sight", world("azure", "", "", "", false)],
  ["a provider that logs in otherwise", world("vault", "roleName: r")],
])("%s: nothing to report", (_name, text) => {
  expect(judge(RULE, text)).toEqual([]);
});
