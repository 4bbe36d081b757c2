import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "identity/federated-credential";
const credential = (spec: string) => `apiVersion: managedidentity.azure.com/v1api20230131
kind: FederatedIdentityCredential
metadata: {name: f, namespace: shop}
spec: {${spec}}
---
`;
const account = (name: string, namespace: string) =>
  `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}, namespace: ${namespace}}\n---\n`;
const subject = (text: string) => credential(`subject: "${text}", audiences: ["api://AzureADTokenExchange"]`);
const API = "system:serviceaccount:shop:api";

test.each([
  [
    "another audience",
    credential(`subject: "${API}", audiences: ["api://other"]`) + account("api", "shop"),
    ["spec", "audiences", 0],
    'not "api://other"',
  ],
  [
    "a malformed subject",
    subject("system:serviceaccount:shop/api"),
    ["spec", "subject"],
    "is not of the form",
  ],
  [
    "an account of another name",
    subject("system:serviceaccount:shop:web") + account("api", "shop"),
    ["spec", "subject"],
    'namespace "shop" has no account "web"',
  ],
  [
    "an account of another namespace",
    subject("system:serviceaccount:dev:api") + account("api", "shop"),
    ["spec", "subject"],
    'account "api" is in namespace "shop", not in "dev"',
  ],
])("%s", (_name, text, path, message) => {
  expect(judge(RULE, text, { closed: true })).toMatchObject([
    { path, message: expect.stringContaining(message) },
  ]);
});

test("Crossplane writes it elsewhere", () => {
  const text = `apiVersion: managedidentity.azure.upbound.io/v1beta1
kind: FederatedIdentityCredential
metadata: {name: f}
spec: {forProvider: {audience: ["api://other"], subject: "system:serviceaccount:shop/api"}}
`;
  expect(judge(RULE, text).map(({ path }) => path)).toEqual([
    ["spec", "forProvider", "audience", 0],
    ["spec", "forProvider", "subject"],
  ]);
});

test.each([
  ["the account", subject(API) + account("api", "shop"), true],
  [
    "an account that a pod runs as",
    `${subject(API)}apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: shop}\nspec: {serviceAccountName: api, containers: [{name: c, image: a}]}\n`,
    true,
  ],
  ["a scope that is open", subject("system:serviceaccount:dev:api") + account("api", "shop"), false],
  ["a namespace of another deployment", subject("system:serviceaccount:other:web"), true],
  ["a pipeline", subject("repo:example/shop:ref:refs/heads/main"), true],
])("%s: nothing to report", (_name, text, closed) => {
  expect(judge(RULE, text, { closed })).toEqual([]);
});
