import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/committed-secret";
const secret = (body: string) => `apiVersion: v1
kind: Secret
metadata:
  name: db
${body}
`;
const base64 = (text: string) => Buffer.from(text).toString("base64");

test.each([
  ["data", `data:\n  username: c2hvcA==\n  password: ${base64("hunter22")}`, "password"],
  ["stringData", "stringData:\n  password: hunter22", "password"],
  [
    "data",
    `type: kubernetes.io/tls\ndata:\n  tls.crt: ${base64("-----BEGIN CERTIFICATE-----")}\n  tls.key: ${base64("hunter22")}`,
    "tls.key",
  ],
])("%s is found once, at its key", (field, body, key) => {
  const found = judge(id, secret(body));
  expect(found).toMatchObject([
    { rule: id, path: [field], text: field, message: `Secret "db" is committed with the values of ${key}` },
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
  expect(JSON.stringify(found)).not.toContain(base64("hunter22"));
});

test.each([
  "data: {}",
  'stringData:\n  password: ""',
  `stringData:\n  password: \${DB_PASSWORD}`,
  "stringData:\n  password: <from the vault>",
  `data:\n  password: ${base64("changeme")}`,
  "data:\n  password: ENC[AES256_GCM,data:x]",
  "stringData:\n  password: hunter22\nsops:\n  version: 3.9.0",
  `data:\n  ca.crt: ${base64("-----BEGIN CERTIFICATE-----")}`,
  "type: kubernetes.io/service-account-token\nstringData:\n  extra: hunter22",
  "data: 5",
])("%j is not", (body) => {
  expect(judge(id, secret(body))).toEqual([]);
});
