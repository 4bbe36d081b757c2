import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/csi-volume-read-only";
const pod = (csi: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: vault
      csi: {${csi}}
  containers:
    - name: web
      image: registry.example/web:1.0.0
`;
const csi = ["spec", "volumes", 0, "csi"];

test("not read-only", () => {
  const found = judge(
    id,
    pod("driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: shop}"),
  );
  expect(found).toMatchObject([{ rule: id, path: [...csi, "readOnly"], range: "8:7-8:10", text: "csi" }]);
  expect(found[0]?.finding.fixes).toMatchObject([
    { safety: "safe", changes: [{ op: "set", path: [...csi, "readOnly"], value: true }] },
  ]);
});

test("no class", () => {
  expect(judge(id, pod("driver: secrets-store.csi.k8s.io, readOnly: true"))).toMatchObject([
    { path: [...csi, "volumeAttributes", "secretProviderClass"] },
  ]);
});

test.each([
  "driver: secrets-store.csi.k8s.io, readOnly: true, volumeAttributes: {secretProviderClass: shop}",
  "driver: ebs.csi.aws.com",
])("%s is not", (text) => {
  expect(judge(id, pod(text))).toEqual([]);
});
