import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "identity/deprecated-service-account-field";
const pod = (fields: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${fields}
  containers:
    - name: web
      image: registry.example/web:1.0.0
`;

test("alone it is renamed, beside another name removed", () => {
  const alone = judge(id, pod("  serviceAccount: web"));
  expect(alone).toMatchObject([
    { rule: id, path: ["spec", "serviceAccount"], range: "6:3-6:17", text: "serviceAccount" },
  ]);
  expect(alone[0]?.finding.fixes[0]).toMatchObject({
    safety: "safe",
    changes: [
      { op: "set", path: ["spec", "serviceAccountName"], value: "web" },
      { op: "remove", path: ["spec", "serviceAccount"] },
    ],
  });
  const both = judge(id, pod("  serviceAccount: web\n  serviceAccountName: api"));
  expect(both).toMatchObject([{ path: ["spec", "serviceAccount"] }]);
  expect(both[0]?.finding.fixes[0]?.changes).toEqual([{ op: "remove", path: ["spec", "serviceAccount"] }]);
});

test.each([
  "  serviceAccountName: web",
  "  serviceAccountName: web\n  serviceAccount: web",
  '  serviceAccount: ""',
])("%j is not", (fields) => {
  expect(judge(id, pod(fields))).toEqual([]);
});
