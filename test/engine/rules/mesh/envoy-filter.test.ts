import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh } from "./manifests";

const ID = "mesh/envoy-filter";
const filter = (spec: object, metadata: object = {}) =>
  judge(ID, mesh("networking.istio.io/v1alpha3", "EnvoyFilter", spec, metadata));
const selected = { workloadSelector: { labels: { app: "x" } } };
const match = { proxy: { proxyVersion: "^1.28.*" } };
const path = ["spec", "configPatches", 0, "patch"];

test("every proxy of the mesh", () => {
  const root = { namespace: "istio-system" };
  expect(filter({}, root)).toMatchObject([{ path: ["spec", "workloadSelector"], severity: "high" }]);
  expect(filter(selected, root)).toEqual([]);
  expect(filter({}, {})).toEqual([]);
});

test("an order that depends on the version", () => {
  const patch = { operation: "INSERT_BEFORE", value: {} };
  expect(filter({ ...selected, configPatches: [{ applyTo: "HTTP_FILTER", patch }] })).toMatchObject([
    { path: [...path, "operation"], text: "INSERT_BEFORE", severity: "low" },
  ]);
  expect(filter({ ...selected, configPatches: [{ applyTo: "HTTP_FILTER", match, patch }] })).toEqual([]);
  expect(filter({ ...selected, priority: 10, configPatches: [{ applyTo: "HTTP_FILTER", patch }] })).toEqual(
    [],
  );
});

test("an operation without effect, and code", () => {
  const add = { applyTo: "HTTP_ROUTE", match, patch: { operation: "ADD" } };
  expect(filter({ ...selected, configPatches: [add] })).toMatchObject([
    { path: [...path, "operation"], message: "ADD does nothing for HTTP_ROUTE" },
  ]);
  const lua = {
    applyTo: "HTTP_FILTER",
    match,
    patch: { operation: "INSERT_FIRST", value: { typed_config: { inlineCode: "x" } } },
  };
  expect(filter({ ...selected, configPatches: [lua] })).toMatchObject([
    { path, message: "it runs Lua or WebAssembly on every request" },
  ]);
});
