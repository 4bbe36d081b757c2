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
