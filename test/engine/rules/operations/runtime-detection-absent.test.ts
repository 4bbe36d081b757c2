import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "operations/runtime-detection-absent";
const namespace = "apiVersion: v1\nkind: Namespace\nmetadata: { name: platform }\n---\n";

test("a platform without detection is reported", () => {
  expect(places(rule, namespace + workload(), { closed: true })).toEqual(["metadata.name platform"]);
});

test.each([
  namespace + workload({ kind: "DaemonSet", image: "falcosecurity/falco:0.41.3" }),
  `${namespace}apiVersion: cilium.io/v1alpha1\nkind: TracingPolicy\nmetadata: { name: t }\n`,
  workload(),
])("%s is quiet", (text) => {
  expect(places(rule, text, { closed: true })).toEqual([]);
});

test("an open scope is quiet", () => {
  expect(places(rule, namespace)).toEqual([]);
});
