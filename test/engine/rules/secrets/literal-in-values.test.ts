import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/literal-in-values";
const options = { file: "charts/shop/values-prod.yaml" };

test("nested keys and passed-on variables", () => {
  const text = `postgresql:
  auth:
    password: hunter22
env:
  - name: API_KEY
    value: hunter22x
`;
  const found = judge(id, text, options);
  expect(found).toMatchObject([
    { rule: id, path: ["postgresql", "auth", "password"], range: "3:5-3:13", text: "password" },
    { path: ["env", 0, "value"], range: "6:5-6:10", text: "value" },
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
});

test.each([
  'auth:\n  password: ""\n  existingSecret: shop-db\n  secretKeys: {adminPasswordKey: admin-password}\n',
  "auth:\n  password: ENC[AES256_GCM,data:x]\nsops:\n  version: 3.9.0\n",
  "auth:\n  password: hunter22\nsops:\n  version: 3.9.0\n",
  "image:\n  pullSecrets: [registry]\ntoken:\n  ttl: 30m\n",
])("%j is not", (text) => {
  expect(judge(id, text, options)).toEqual([]);
});

const resource = (apiVersion: string, kind: string, spec: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: shop}\nspec:\n${spec}`;

test.each([
  [
    resource("helm.toolkit.fluxcd.io/v2", "HelmRelease", "  values: {auth: {password: hunter22}}\n"),
    ["spec", "values", "auth", "password"],
    "password",
  ],
  [
    resource(
      "argoproj.io/v1alpha1",
      "Application",
      "  source: {helm: {valuesObject: {password: hunter22}}}\n",
    ),
    ["spec", "source", "helm", "valuesObject", "password"],
    "password",
  ],
  [
    resource(
      "argoproj.io/v1alpha1",
      "Application",
      "  source: {helm: {parameters: [{name: auth.password, value: hunter22}]}}\n",
    ),
    ["spec", "source", "helm", "parameters", 0, "value"],
    "value",
  ],
  [
    resource(
      "argoproj.io/v1alpha1",
      "Application",
      "  source:\n    helm:\n      values: |\n        auth:\n          password: hunter22\n",
    ),
    ["spec", "source", "helm", "values"],
    "password",
  ],
])("values inside a GitOps resource (%#)", (text, path, pointed) => {
  const found = judge(id, text);
  expect(found).toMatchObject([{ rule: id, path, text: pointed }]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
});

test("a GitOps resource that names a Secret is not", () => {
  const spec = "  values: {auth: {existingSecret: shop-db}}\n  valuesFrom: [{kind: Secret, name: shop}]\n";
  expect(judge(id, resource("helm.toolkit.fluxcd.io/v2", "HelmRelease", spec))).toEqual([]);
});
