import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "resources/claim-missing";
const claim = (name: string, namespace = "shop") =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: ${name}, namespace: ${namespace}}\n---\n`;
const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: {name: p, namespace: shop}
spec:
  containers: [{name: c, image: a}]
  volumes: [{name: v, persistentVolumeClaim: {claimName: ${name}}}]
`;
const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec: {selector: {}, template: {spec: {containers: [{name: c, image: a}]}}}
---
`;
const path = ["spec", "volumes", 0, "persistentVolumeClaim", "claimName"];

test.each([
  ["no such claim", pod("data"), 'the claim "data" does not exist'],
  [
    "a claim of another namespace",
    claim("data", "other") + pod("data"),
    'the claim "data" is in namespace "other", not in that of the pod',
  ],
])("%s", (_name, text, message) => {
  expect(judge(RULE, text, { closed: true })).toMatchObject([{ path, text: "data", message }]);
});

test.each([
  ["the claim", claim("data") + pod("data"), true],
  ["a claim of a StatefulSet", set + pod("data-db-0"), true],
  [
    "a DataVolume",
    `apiVersion: cdi.kubevirt.io/v1beta1\nkind: DataVolume\nmetadata: {name: data, namespace: shop}\n---\n${pod("data")}`,
    true,
  ],
  ["an open scope", pod("data"), false],
])("%s: nothing to report", (_name, text, closed) => {
  expect(judge(RULE, text, { closed })).toEqual([]);
});
