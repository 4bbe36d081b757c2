import { expect, test } from "vitest";
import { judge } from "../../judge";

const id = "secrets/unmounted-vault-volume";
const pod = (driver: string, mounts: string) => `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  volumes:
    - name: vault
      csi: {driver: ${driver}, readOnly: true, volumeAttributes: {secretProviderClass: shop}}
  containers: [{name: web, image: "registry.example/web:1.0.0"${mounts}}]
`;

test("nowhere mounted", () => {
  expect(judge(id, pod("secrets-store.csi.k8s.io", ""))).toMatchObject([
    { rule: id, path: ["spec", "volumes", 0, "name"], range: "6:13-6:18", text: "vault", severity: "medium" },
  ]);
});

test.each([
  pod("secrets-store.csi.k8s.io", ", volumeMounts: [{name: vault, mountPath: /v}]"),
  pod("ebs.csi.aws.com", ""),
])("is silent on %#", (text) => {
  expect(judge(id, text)).toEqual([]);
});
