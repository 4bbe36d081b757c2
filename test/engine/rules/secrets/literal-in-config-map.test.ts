import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/literal-in-config-map";
const configMap = (data: string) => `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
${data}
`;

test("a key, a line of a file, and a private key", () => {
  const found = judge(
    id,
    configMap(`  DB_PASSWORD: hunter22
  app.properties: |
    host=db
    db.password=hunter22
  server.pem: |
    -----BEGIN PRIVATE KEY-----
    hunter22
    -----END PRIVATE KEY-----`),
  );
  expect(found).toMatchObject([
    { rule: id, path: ["data", "DB_PASSWORD"], range: "6:3-6:14", text: "DB_PASSWORD" },
    { path: ["data", "app.properties"], range: "9:5-9:16", text: "db.password" },
    { path: ["data", "server.pem"], text: "server.pem" },
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
});

test.each([
  "  DB_PASSWORD_FILE: /run/secrets/db",
  "  ca.crt: |\n    -----BEGIN CERTIFICATE-----\n    AA==\n    -----END CERTIFICATE-----",
  `  app.yaml: |\n    password: \${DB_PASSWORD}\n    passwordFile: /run/secrets/db\n    tokenTtl: 30m`,
  "  DB_PASSWORD: 12345678",
])("%j is not", (data) => {
  expect(judge(id, configMap(data))).toEqual([]);
});
