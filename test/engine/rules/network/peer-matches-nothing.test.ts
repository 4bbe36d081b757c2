import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, networkPolicy, resource } from "../scope-manifests";

const ID = "network/peer-matches-nothing";
const closed = { closed: true };
const from = (peer: object) => networkPolicy("p", { ingress: [{ from: [peer] }] });
const x = { podSelector: { matchLabels: { app: "x" } } };
const named = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});
const api = deployment("api");
const monitor = deployment("monitor", { namespace: "ops" });

test("a peer of the own namespace, or of a named one in sight", () => {
  const path = ["spec", "ingress", 0, "from", 0, "podSelector"];
  expect(judge(ID, file(from(x), api), closed)).toMatchObject([{ path, text: "podSelector" }]);
  expect(judge(ID, file(from({ ...named("ops"), ...x }), api, monitor), closed)).toMatchObject([{ path }]);
  const egress = networkPolicy("p", {
    policyTypes: ["Egress"],
    egress: [{}, { to: [{ ipBlock: { cidr: "10.0.0.0/8" } }, x] }],
  });
  expect(judge(ID, file(egress, api), closed)).toMatchObject([
    { path: ["spec", "egress", 1, "to", 1, "podSelector"] },
  ]);
});

test.each([
  ["a pod matches", file(from({ podSelector: { matchLabels: { app: "api" } } }), api)],
  ["every pod is meant", file(from({ podSelector: {} }), api)],
  ["the namespace is not in sight", file(from({ ...named("away"), ...x }), api)],
  ["any namespace is meant", file(from({ namespaceSelector: {}, ...x }), api)],
  [
    "the direction is not isolated",
    file(networkPolicy("p", { policyTypes: ["Egress"], ingress: [{ from: [x] }] }), api),
  ],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text, closed)).toEqual([]);
});

test("pods that an operator makes are not in sight", () => {
  const cluster = resource("postgresql.cnpg.io/v1", "Cluster", "db", { spec: {} }, "shop");
  expect(judge(ID, file(from(x), api, cluster), closed)).toEqual([]);
});

test("an open scope does not know", () => {
  expect(judge(ID, file(from(x), api))).toEqual([]);
});
