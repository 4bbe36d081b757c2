import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "secrets/produced-key-missing";
const CLASS = `apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: vault, namespace: shop}
spec:
  provider: azure
  secretObjects: [{secretName: db, type: Opaque, data: [{objectName: pw, key: password}]}]
---
`;
const external = (spec: string) => `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: db, namespace: shop}
spec: {${spec}}
---
`;
const DATA = "data: [{secretKey: password, remoteRef: {key: k}}]";
const pod = (source: string) => `apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers:
    - name: api
      image: a
      env: [{name: A, valueFrom: {secretKeyRef: {${source}}}}]
`;
const AT = ["spec", "containers", 0, "env", 0, "valueFrom", "secretKeyRef", "key"];

test.each([
  ["a SecretProviderClass", CLASS, 'SecretProviderClass "vault"'],
  ["an ExternalSecret", external(DATA), 'ExternalSecret "db"'],
])("%s makes the Secret without the key", (_name, maker, by) => {
  expect(judge(RULE, maker + pod("name: db, key: pass"))).toMatchObject([
    { path: AT, text: "pass", message: `Secret "db" will have no key "pass": ${by} makes it with password` },
  ]);
});

test("items of a volume are read too", () => {
  const text = `${CLASS}apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop}
spec:
  containers: [{name: api, image: a}]
  volumes: [{name: v, secret: {secretName: db, items: [{key: pass, path: p}]}}]
`;
  expect(judge(RULE, text)).toMatchObject([{ path: ["spec", "volumes", 0, "secret", "items", 0, "key"] }]);
});

test.each([
  ["the key itself", CLASS + pod("name: db, key: password")],
  ["an optional key", CLASS + pod("name: db, key: pass, optional: true")],
  ["another Secret", CLASS + pod("name: other, key: pass")],
  ["another namespace", CLASS.replace("shop", "other") + pod("name: db, key: pass")],
  [
    "everything of the remote object",
    external("dataFrom: [{extract: {key: k}}]") + pod("name: db, key: pass"),
  ],
  ["a template", external(`${DATA}, target: {template: {data: {pass: x}}}`) + pod("name: db, key: pass")],
  [
    "keys that are merged into a Secret",
    external(`${DATA}, target: {creationPolicy: Merge}`) + pod("name: db, key: pass"),
  ],
  ["two makers", CLASS + external(DATA) + pod("name: db, key: pass")],
  [
    "a Secret that is written as well",
    `${CLASS}apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop}\n---\n${pod("name: db, key: pass")}`,
  ],
])("%s: nothing to report", (_name, text) => {
  expect(judge(RULE, text)).toEqual([]);
});
