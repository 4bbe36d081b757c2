import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/literal-in-env";
const pod = (env: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  initContainers:
    - name: migrate
      image: registry.example/web:1.0.0
      env:
        - ${env}
  containers:
    - name: web
      image: registry.example/web:1.0.0
`;

test("the finding points at the key and tells nothing of the value", () => {
  const found = judge(id, pod("{name: DB_PASSWORD, value: hunter22}"));
  expect(found).toMatchObject([
    {
      rule: id,
      path: ["spec", "initContainers", 0, "env", 0, "value"],
      range: "10:31-10:36",
      text: "value",
      message: 'container "migrate" has a secret in clear in variable DB_PASSWORD',
    },
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
  expect(found[0]?.finding.fixes[0]).toMatchObject({
    safety: "input",
    changes: [
      { op: "remove", path: ["spec", "initContainers", 0, "env", 0, "value"] },
      {
        op: "set",
        path: ["spec", "initContainers", 0, "env", 0, "valueFrom"],
        value: { secretKeyRef: { name: "web-secrets", key: "DB_PASSWORD" } },
      },
    ],
  });
});

test("a password in a URL", () => {
  expect(judge(id, pod("{name: DATABASE_URL, value: 'postgres://shop:hunter22@db/shop'}"))).toMatchObject([
    { path: ["spec", "initContainers", 0, "env", 0, "value"], text: "value" },
  ]);
});

test.each([
  "{name: DB_PASSWORD_FILE, value: /run/secrets/db}",
  "{name: DB_PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}",
  "{name: DB_PASSWORD, value: $(OTHER)}",
  "{name: LOG_LEVEL, value: debug}",
  "{name: DB_PASSWORD, value: 12345678}",
])("%s is not", (env) => {
  expect(judge(id, pod(env))).toEqual([]);
});
