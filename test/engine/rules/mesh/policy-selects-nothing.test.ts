import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, resource } from "../scope-manifests";
import { SECURITY } from "./manifests";

const ID = "mesh/policy-selects-nothing";
const closed = { closed: true };
const policy = (kind: string, matchLabels: object, namespace = "shop") =>
  resource(SECURITY, kind, "p", { spec: { selector: { matchLabels } } }, namespace);

test.each(["AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication"])("%s", (kind) => {
  const path = ["spec", "selector", "matchLabels"];
  expect(judge(ID, file(policy(kind, { app: "x" }), deployment("api")), closed)).toMatchObject([
    { path, text: "matchLabels" },
  ]);
  expect(judge(ID, file(policy(kind, { app: "api" }), deployment("api")), closed)).toEqual([]);
  expect(judge(ID, file(policy(kind, { app: "x" }), deployment("api")))).toEqual([]);
});

test("the root namespace selects everywhere", () => {
  expect(
    judge(ID, file(policy("AuthorizationPolicy", { app: "api" }, "istio-system"), deployment("api")), closed),
  ).toEqual([]);
});

test("without pods of the namespace nothing is known, and without a selector all are meant", () => {
  expect(
    judge(ID, file(policy("AuthorizationPolicy", { app: "x" }, "away"), deployment("api")), closed),
  ).toEqual([]);
  expect(judge(ID, file(policy("AuthorizationPolicy", {}), deployment("api")), closed)).toEqual([]);
});

test("pods that an operator makes are not in sight", () => {
  const cluster = resource("postgresql.cnpg.io/v1", "Cluster", "db", { spec: {} }, "shop");
  expect(
    judge(ID, file(policy("PeerAuthentication", { app: "x" }), deployment("api"), cluster), closed),
  ).toEqual([]);
});
