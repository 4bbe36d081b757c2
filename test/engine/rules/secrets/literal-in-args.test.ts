import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/literal-in-args";
const pod = (args: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
      args: ${args}
`;
const args = ["spec", "containers", 0, "args"];

test.each([
  ["[--verbose, --db-password=hunter22]", [...args, 1], "--db-password"],
  ["[--db-password, hunter22]", [...args, 0], "--db-password"],
  ["['run --api-key hunter22x --port 80']", [...args, 0], "--api-key"],
  ["['PGPASSWORD=1 DB_PASSWORD=hunter22 psql']", [...args, 0], "DB_PASSWORD"],
  ["['postgres://shop:hunter22@db/shop']", args, "args"],
])("%s is pointed at by name", (text, path, pointed) => {
  const found = judge(id, pod(text));
  expect(found).toMatchObject([{ rule: id, path, text: pointed }]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
});

test.each([
  "[--password-file=/run/secrets/db]",
  "[--db-password=$(DB_PASSWORD)]",
  "[--token-ttl, 30m]",
  "[--password, --verbose]",
  "['run --password --verbose']",
  "['https://example.com/docs']",
])("%s is not", (text) => {
  expect(judge(id, pod(text))).toEqual([]);
});
