import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, namespace, pod } from "./manifests";

const ID = "mesh/injection-disabled";

test.each([
  ["labels", "sidecar.istio.io/inject", "false"],
  ["annotations", "sidecar.istio.io/inject", "false"],
  ["labels", "istio.io/dataplane-mode", "none"],
  ["annotations", "linkerd.io/inject", "disabled"],
])("a pod by its %s %s", (where, key, value) => {
  const path = ["metadata", where, key];
  const [found] = judge(ID, pod({}, { [where]: { [key]: value } }));
  expect(found).toMatchObject({
    path,
    severity: "medium",
    message: `"${key}: ${value}" keeps these pods out of the mesh`,
  });
  expect(found?.finding.fixes).toMatchObject([{ safety: "harden", changes: [{ op: "remove", path }] }]);
});

test("a namespace", () => {
  expect(judge(ID, namespace("shop", { labels: { "istio-injection": "disabled" } }))).toMatchObject([
    { path: ["metadata", "labels", "istio-injection"], text: "disabled" },
  ]);
  expect(judge(ID, namespace("kube-system", { labels: { "istio-injection": "disabled" } }))).toEqual([]);
});

test("a job is low, by its template", () => {
  const metadata = { labels: { "sidecar.istio.io/inject": "false" } };
  const job = mesh("batch/v1", "Job", { template: { metadata, spec: { containers: [] } } });
  expect(judge(ID, job)).toMatchObject([
    { path: ["spec", "template", "metadata", "labels", "sidecar.istio.io/inject"], severity: "low" },
  ]);
});

test("a pod in its node's network cannot be captured, and a pod that is in is quiet", () => {
  expect(judge(ID, pod({ hostNetwork: true }, { labels: { "sidecar.istio.io/inject": "false" } }))).toEqual(
    [],
  );
  expect(judge(ID, pod({}, { labels: { "sidecar.istio.io/inject": "true" } }))).toEqual([]);
});
