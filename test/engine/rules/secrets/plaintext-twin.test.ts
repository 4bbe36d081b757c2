import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/plaintext-twin";
const secret = (name: string, data = "{password: aHVudGVyMjI=}", annotations = "{}") => `---
apiVersion: v1
kind: Secret
metadata: {name: ${name}, namespace: shop, annotations: ${annotations}}
data: ${data}
`;
const sealed = `apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: db, namespace: shop}
spec: {encryptedData: {password: AgA}}
`;
const external = `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: x, namespace: shop}
spec: {target: {name: db}}
`;

test.each([
  [sealed, ["metadata", "name"], "3:18-3:20"],
  [external, ["spec", "target", "name"], "4:23-4:25"],
])("is found at the name of what is made (%#)", (text, path, range) => {
  const found = judge(id, text + secret("db"));
  expect(found).toMatchObject([{ rule: id, path, range, text: "db", severity: "high" }]);
  expect(found[0]?.finding.related).toMatchObject([{ fact: { groupKind: "Secret", name: "db" } }]);
  expect(JSON.stringify(found)).not.toContain("aHVudGVyMjI=");
});

test.each([
  sealed + secret("other"),
  sealed + secret("db", "{}"),
  sealed + secret("db", "{password: eA==}", '{sealedsecrets.bitnami.com/managed: "true"}'),
  sealed + secret("db").replace("namespace: shop", "namespace: other"),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
