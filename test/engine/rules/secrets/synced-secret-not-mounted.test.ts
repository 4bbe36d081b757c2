import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "secrets/synced-secret-not-mounted";
const CLASS = `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: vault, namespace: shop}
spec: {provider: azure, secretObjects: [{secretName: db, type: Opaque, data: [{objectName: pw, key: pw}]}]}
---
`;
const pod = (name: string, mounts: boolean, reads: boolean, namespace = "shop") => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  containers: [{name: c, image: a${reads ? ", envFrom: [{secretRef: {name: db}}]" : ""}}]
  volumes: [${mounts ? "{name: v, csi: {driver: secrets-store.csi.k8s.io, volumeAttributes: {secretProviderClass: vault}}}" : ""}]
---
`;

test("a pod that lives on what another mounts", () => {
  const [found, ...others] = judge(RULE, CLASS + pod("api", true, true) + pod("worker", false, true));
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    path: ["spec", "containers", 0, "envFrom", 0, "secretRef", "name"],
    text: "db",
    message: 'Secret "db" exists only while a pod mounts SecretProviderClass "vault", and this one does not',
  });
  expect(found?.finding.resource.name).toBe("worker");
  expect(found?.finding.related.map(({ fact }) => fact?.name)).toEqual(["vault", "api"]);
});

test.each([
  ["each mounts it", CLASS + pod("api", true, true) + pod("worker", true, true)],
  ["nobody mounts it", CLASS + pod("worker", false, true)],
  ["the other reads nothing", CLASS + pod("api", true, true) + pod("worker", false, false)],
  ["another namespace", CLASS + pod("api", true, true) + pod("worker", false, true, "other")],
  [
    "the Secret is written too",
    `${CLASS}apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\n---\n${pod("api", true, true)}${pod("worker", false, true)}`,
  ],
])("%s: nothing to report", (_name, text) => {
  expect(judge(RULE, text)).toEqual([]);
});
