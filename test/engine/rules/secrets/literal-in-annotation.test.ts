import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/literal-in-annotation";
const workload = (own: string, template: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    ${own}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {app: web}
      annotations:
        ${template}
    spec:
      containers:
        - name: web
          image: registry.example/web:1.0.0
`;

test("of the object and of the pod template", () => {
  const found = judge(id, workload("example.com/api-key: hunter22x", "db-password: hunter22x"));
  expect(found).toMatchObject([
    {
      rule: id,
      path: ["metadata", "annotations", "example.com/api-key"],
      range: "6:5-6:24",
      text: "example.com/api-key",
    },
    { path: ["spec", "template", "metadata", "annotations", "db-password"], text: "db-password" },
  ]);
  expect(JSON.stringify(found)).not.toContain("hunter22");
});

test("references and hashes are not", () => {
  expect(
    judge(
      id,
      workload(
        "nginx.ingress.kubernetes.io/auth-secret: basic-auth",
        "checksum/secret: 5f4dcc3b5aa765d61d83",
      ),
    ),
  ).toEqual([]);
});
