import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "resources/class-missing";
const PRIORITY =
  "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: high}\nvalue: 1\n---\n";
const STORAGE =
  "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: encrypted}\nprovisioner: p\n---\n";
const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {priorityClassName: ${name}, containers: [{name: c, image: a}]}\n`;
const claim = (name: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c}\nspec: {storageClassName: ${name}}\n`;
const volume =
  "apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v}\nspec: {storageClassName: own}\n---\n";
const closed = { closed: true };

test("an unknown priority class", () => {
  expect(judge(RULE, PRIORITY + pod("hihg"), closed)).toMatchObject([
    {
      path: ["spec", "priorityClassName"],
      text: "hihg",
      message: 'this Pod will be refused: priority class "hihg" is none of this deployment',
    },
  ]);
});

test("an unknown storage class", () => {
  expect(judge(RULE, STORAGE + claim("encripted"), closed)).toMatchObject([
    {
      path: ["spec", "storageClassName"],
      text: "encripted",
      message: expect.stringContaining("stays pending"),
    },
  ]);
});

test("a template of a StatefulSet names a class too", () => {
  const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  selector: {}
  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: encripted}}]
  template: {spec: {containers: [{name: c, image: a}]}}
`;
  expect(judge(RULE, STORAGE + set, closed)).toMatchObject([
    { path: ["spec", "volumeClaimTemplates", 0, "spec", "storageClassName"], text: "encripted" },
  ]);
});

test.each([
  ["classes that exist", PRIORITY + STORAGE + pod("high")],
  ["a storage class that exists", STORAGE + claim("encrypted")],
  ["a class of the system", PRIORITY + pod("system-node-critical")],
  ["a class of the cloud", STORAGE + claim("managed-csi")],
  ["no class at all", STORAGE + claim('""')],
  ["the class of a volume that is written", STORAGE + volume + claim("own")],
  ["classes that are deployed elsewhere", pod("hihg")],
])("%s: nothing to report", (_name, text) => {
  expect(judge(RULE, text, closed)).toEqual([]);
});

test("an open scope says nothing", () => {
  expect(judge(RULE, PRIORITY + pod("hihg"))).toEqual([]);
});
