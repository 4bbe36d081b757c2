import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/no-external-store";
const pod = (kind: string) => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
      envFrom: [{${kind}Ref: {name: db}}]
`;
const sealed =
  "---\napiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: other, namespace: shop}\n";

test("once a scope, at the first Secret that is used", () => {
  expect(judge(id, `${pod("secret")}---\n${pod("secret")}`, { closed: true })).toMatchObject([
    { rule: id, path: ["spec", "containers", 0, "envFrom", 0, "secretRef", "name"], range: "8:36-8:38" },
  ]);
});

test.each([
  [pod("secret"), false],
  [pod("secret") + sealed, true],
  [pod("configMap"), true],
])("is silent on %#", (text, closed) => {
  expect(judge(id, text, { closed })).toEqual([]);
});
