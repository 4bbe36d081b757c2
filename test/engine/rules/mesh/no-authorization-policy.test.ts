import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, resource } from "../scope-manifests";
import { LINKERD, SECURITY } from "./manifests";

const ID = "mesh/no-authorization-policy";
const closed = { closed: true };
const namespace = (metadata: object) => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name: "shop", ...metadata },
});
const api = deployment("api");

test.each([
  { labels: { "istio-injection": "enabled" } },
  { labels: { "istio.io/rev": "stable" } },
  { labels: { "istio.io/dataplane-mode": "ambient" } },
  { annotations: { "linkerd.io/inject": "enabled" } },
])("%j", (metadata) => {
  const [found] = judge(ID, file(namespace(metadata), api), closed);
  expect(found).toMatchObject({ path: ["metadata", "name"], text: "shop" });
  const isIstio = "labels" in metadata;
  expect(found?.finding.fixes.map(({ documents }) => documents)).toMatchObject(
    isIstio
      ? [[{ kind: "AuthorizationPolicy", metadata: { name: "allow-nothing", namespace: "shop" }, spec: {} }]]
      : [],
  );
});

test.each([
  ["a policy of Istio", resource(SECURITY, "AuthorizationPolicy", "p", { spec: {} }, "shop")],
  ["one for the whole mesh", resource(SECURITY, "AuthorizationPolicy", "p", { spec: {} }, "istio-system")],
  ["a policy of Linkerd", resource(LINKERD, "AuthorizationPolicy", "p", { spec: {} }, "shop")],
])("quiet with %s", (_case, policy) => {
  expect(
    judge(ID, file(namespace({ labels: { "istio-injection": "enabled" } }), api, policy), closed),
  ).toEqual([]);
});

test("quiet outside a mesh, without workloads, and in an open scope", () => {
  expect(judge(ID, file(namespace({}), api), closed)).toEqual([]);
  expect(judge(ID, file(namespace({ labels: { "istio-injection": "enabled" } })), closed)).toEqual([]);
  expect(judge(ID, file(namespace({ labels: { "istio-injection": "enabled" } }), api))).toEqual([]);
});
