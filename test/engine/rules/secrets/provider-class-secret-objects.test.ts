import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/provider-class-secret-objects";
const providerClass = (secretObject: string) => `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata:
  name: shop
spec:
  provider: aws
  parameters:
    objects: |
      - {objectName: db, objectType: secretsmanager}
      - {objectName: mail, objectAlias: mail-password, objectType: secretsmanager}
  secretObjects:
    - ${secretObject}
`;
const at = ["spec", "secretObjects", 0];

test.each<[string, (string | number)[], string]>([
  [
    "{type: Opaque, data: [{objectName: db, key: a}]}",
    [...at, "secretName"],
    "a synced Secret has no secretName",
  ],
  ["{secretName: s, data: [{objectName: db, key: a}]}", [...at, "type"], "a synced Secret has no type"],
  ["{secretName: s, type: Opaque}", [...at, "data"], "a synced Secret has no data"],
  [
    "{secretName: s, type: Opaque, data: [{objectName: db}]}",
    [...at, "data", 0, "key"],
    "an item of a synced Secret has no key",
  ],
  [
    "{secretName: s, type: Opaque, data: [{key: a}]}",
    [...at, "data", 0, "objectName"],
    "an item of a synced Secret has no objectName",
  ],
  [
    "{secretName: s, type: Opaque, data: [{objectName: mail, key: a}]}",
    [...at, "data", 0, "objectName"],
    'object "mail" goes by its alias "mail-password"',
  ],
  [
    "{secretName: s, type: Opaque, data: [{objectName: ghost, key: a}]}",
    [...at, "data", 0, "objectName"],
    'the class fetches no object "ghost"',
  ],
])("%s", (text, path, message) => {
  expect(judge(id, providerClass(text))).toMatchObject([{ rule: id, path, message }]);
});

test("a complete one is not", () => {
  const text =
    "{secretName: s, type: Opaque, data: [{objectName: db, key: a}, {objectName: mail-password, key: b}]}";
  expect(judge(id, providerClass(text))).toEqual([]);
});
