import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/secret-in-env";
const pod = (container: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.0.0
${container}
`;

test("one finding a container, at the first reference", () => {
  const text = pod(`      env:
        - {name: A, value: x}
        - {name: B, valueFrom: {secretKeyRef: {name: db, key: b}}}
        - {name: C, valueFrom: {secretKeyRef: {name: db, key: c}}}
      envFrom:
        - secretRef: {name: more}`);
  expect(judge(id, text)).toMatchObject([
    {
      rule: id,
      path: ["spec", "containers", 0, "env", 1, "valueFrom", "secretKeyRef", "name"],
      text: "db",
      severity: "low",
      message:
        'container "web" takes B, C, all of "more" from a Secret as environment variable, where a file would do',
    },
  ]);
});

test("a whole Secret", () => {
  expect(judge(id, pod("      envFrom: [{secretRef: {name: db}}]"))).toMatchObject([
    { path: ["spec", "containers", 0, "envFrom", 0, "secretRef", "name"], range: "9:36-9:38" },
  ]);
});

test.each(["      env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: a}}}]", "      env: []"])(
  "%s is not",
  (container) => {
    expect(judge(id, pod(container))).toEqual([]);
  },
);
