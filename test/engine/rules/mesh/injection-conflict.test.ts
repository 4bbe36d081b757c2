import { expect, test } from "vitest";
import { judge } from "../../judge";
import { namespace } from "./manifests";

const ID = "mesh/injection-conflict";
const of = (labels: object, annotations: object = {}) =>
  judge(ID, namespace("shop", { labels, annotations }));

test("injection beside a revision", () => {
  const [found] = of({ "istio-injection": "enabled", "istio.io/rev": "stable" });
  expect(found).toMatchObject({ path: ["metadata", "labels", "istio.io/rev"], text: "stable" });
  expect(found?.finding.fixes).toMatchObject([
    { changes: [{ path: ["metadata", "labels", "istio-injection"] }] },
  ]);
});

test("ambient beside a sidecar, and two meshes", () => {
  expect(of({ "istio.io/dataplane-mode": "ambient", "istio-injection": "enabled" })).toMatchObject([
    { path: ["metadata", "labels", "istio.io/dataplane-mode"], text: "ambient" },
  ]);
  expect(of({ "istio-injection": "enabled" }, { "linkerd.io/inject": "enabled" })).toMatchObject([
    { path: ["metadata", "annotations", "linkerd.io/inject"] },
  ]);
});

test.each([
  { "istio-injection": "enabled" },
  { "istio.io/rev": "stable" },
  { "istio.io/dataplane-mode": "ambient" },
  {},
])("%j is quiet", (labels) => {
  expect(of(labels)).toEqual([]);
});
