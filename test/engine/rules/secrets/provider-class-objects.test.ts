import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/provider-class-objects";
const providerClass = (
  provider: string,
  list: string,
  text: string,
) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata:
  name: shop
spec:
  provider: ${provider}
  parameters:
    ${list}: |
${text.replace(/^/gm, "      ")}
`;

test.each([
  ["azure", "objects", "- objectName: a", "objects", 'objects has no list under "array"'],
  [
    "azure",
    "objects",
    "array:\n  - objectName: a\n    objectType: secret",
    "a",
    "objects has an item (1) that is a map where the provider reads YAML in a string (write |)",
  ],
  [
    "azure",
    "objects",
    "array:\n  - |\n    objectName: a\n    objectType: password",
    "password",
    'objectType "password" is none of secret, key, cert',
  ],
  [
    "azure",
    "objects",
    "array:\n  - |\n    objectName: db\n    objectAlias: x",
    "objectName",
    'object "db" has no objectType',
  ],
  ["aws", "objects", "- objectName: db", "objectName", 'object "db" has no objectType'],
  ["aws", "objects", "- objectType: ssmparameter", "objectType", "an object has no objectName"],
  ["aws", "objects", "- plain", "plain", "objects has an item (1) that is no map"],
  ["aws", "objects", "objectName: db", "objects", "objects is no list"],
  [
    "gcp",
    "secrets",
    "- resourceName: shop/db\n  fileName: db",
    "shop/db",
    'resourceName "shop/db" is not of the form projects/…/secrets/…/versions/…',
  ],
  [
    "gcp",
    "secrets",
    "- resourceName: projects/p/secrets/s/versions/1",
    "resourceName",
    'secret "projects/p/secrets/s/versions/1" has no fileName',
  ],
  [
    "vault",
    "objects",
    "- objectName: db\n- objectName: db",
    "db",
    'two objects are written to the file "db"; give one an alias',
  ],
])("%s: %j", (provider, list, text, pointed, message) => {
  const found = judge(id, providerClass(provider, list, text));
  expect(found).toMatchObject([{ rule: id, path: ["spec", "parameters", list], message }]);
  if (pointed !== "objects") expect(found[0]?.text).toContain(pointed);
});

test("the place is exact inside YAML inside YAML", () => {
  const text = providerClass(
    "azure",
    "objects",
    "array:\n  - |\n    objectName: db\n    objectType: password",
  );
  expect(judge(id, text)).toMatchObject([{ range: "12:23-12:31", text: "password" }]);
});

test.each([
  ["azure", "objects", "array:\n  - |\n    objectName: db\n    objectType: secret"],
  ["aws", "objects", "- objectName: arn:aws:secretsmanager:eu-west-1:111122223333:secret:db"],
  [
    "aws",
    "objects",
    "- objectName: db\n  objectType: secretsmanager\n- objectName: db\n  objectAlias: db2\n  objectType: ssmparameter",
  ],
  ["gcp", "secrets", "- resourceName: projects/p/secrets/s/versions/latest\n  fileName: s"],
  ["vault", "objects", "- objectName: db\n  secretPath: secret/data/db\n  secretKey: password"],
  ["conjur", "objects", "anything"],
])("%s: %j is not", (provider, list, text) => {
  expect(judge(id, providerClass(provider, list, text))).toEqual([]);
});
