import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "identity/token-lifetime";
const pod = (token: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: token
      projected:
        sources:
          - serviceAccountToken: {path: token${token}}
  containers:
    - name: web
      image: registry.example/web:1.0.0
`;

test("more than a day", () => {
  const found = judge(id, pod(", expirationSeconds: 604800"));
  const path = ["spec", "volumes", 0, "projected", "sources", 0, "serviceAccountToken", "expirationSeconds"];
  expect(found).toMatchObject([
    { rule: id, path, text: "604800", message: "the projected token lives 168 hours" },
  ]);
  expect(found[0]?.finding.fixes[0]?.changes).toEqual([{ op: "set", path, value: 3600 }]);
});

test.each(["", ", expirationSeconds: 86400", ', expirationSeconds: "604800"'])("%j is not", (token) => {
  expect(judge(id, pod(token))).toEqual([]);
});
