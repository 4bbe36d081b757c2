import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, resource, service } from "../scope-manifests";

const ID = "edge/service-selects-nothing";
const closed = { closed: true };

test("labels that no pod has", () => {
  expect(
    judge(ID, file(service("api", { selector: { app: "x" } }), deployment("api")), closed),
  ).toMatchObject([{ path: ["spec", "selector"], text: "selector", message: "no pod has these labels" }]);
});

test("pods of another namespace are named", () => {
  expect(judge(ID, file(service("api"), deployment("api", { namespace: "other" })), closed)).toMatchObject([
    { message: "no pod of namespace shop has these labels; api of namespace other has" },
  ]);
});

test.each([
  ["a pod has them", file(service("api"), deployment("api"))],
  ["there is no selector", file(service("api", { selector: {} }))],
  [
    "a StatefulSet's pod is meant",
    file(service("db-0", { selector: { "statefulset.kubernetes.io/pod-name": "db-0" } })),
  ],
  ["an operator labels its pods", file(service("db", { selector: { "cnpg.io/cluster": "db" } }))],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text, closed)).toEqual([]);
});

test("pods that an operator makes are not in sight", () => {
  const prometheus = resource("monitoring.coreos.com/v1", "Prometheus", "k8s", { spec: {} }, "shop");
  expect(judge(ID, file(service("prometheus"), prometheus), closed)).toEqual([]);
  const monitor = resource("monitoring.coreos.com/v1", "ServiceMonitor", "k8s", { spec: {} }, "shop");
  expect(judge(ID, file(service("prometheus"), monitor), closed)).toHaveLength(1);
});

test("an open scope does not know", () => {
  expect(judge(ID, file(service("api")))).toEqual([]);
});
