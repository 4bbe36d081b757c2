import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/volume-claim";
const claim = (spec: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\nspec: { ${spec} }\n`;
const template = (spec: string) =>
  workload({
    kind: "StatefulSet",
    spec: `volumeClaimTemplates: [{ metadata: { name: data }, spec: { ${spec} } }]`,
  });
const size = "resources: { requests: { storage: 1Gi } }";

test.each([
  [claim("accessModes: [ReadWriteOnce]"), "spec.resources.requests.storage data"],
  [claim(size), "spec.accessModes data"],
  [template(size), "spec.volumeClaimTemplates.0.spec.accessModes web"],
  [
    template(`accessModes: [ReadWriteMany], ${size}`),
    "spec.volumeClaimTemplates.0.spec.accessModes.0 ReadWriteMany",
  ],
])("%s", (text, expected) => {
  expect(places(rule, text)).toEqual([expected]);
});

test.each([
  claim(`accessModes: [ReadWriteMany], ${size}`),
  template(`accessModes: [ReadWriteOnce], ${size}`),
  workload({ kind: "StatefulSet" }),
])("%s is quiet", (text) => {
  expect(places(rule, text)).toEqual([]);
});
