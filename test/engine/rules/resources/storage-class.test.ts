import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/storage-class";
const claim = (spec: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { ${spec} }\n`;

test.each([
  [claim("accessModes: []"), "spec.storageClassName data"],
  [
    workload({ kind: "StatefulSet", spec: "volumeClaimTemplates: [{ spec: { accessModes: [] } }]" }),
    "spec.volumeClaimTemplates.0.spec.storageClassName web",
  ],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  claim("storageClassName: fast"),
  claim('storageClassName: ""'),
  workload({ kind: "StatefulSet" }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
