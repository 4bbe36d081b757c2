import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource, service } from "../scope-manifests";
import { NETWORKING } from "./manifests";

const ID = "mesh/dangling-reference";
const closed = { closed: true };
const virtualService = (spec: object) =>
  resource(NETWORKING, "VirtualService", "v", { spec: { hosts: ["x"], ...spec } }, "shop");
const to = (destination: object) => ({ http: [{ route: [{ destination }] }] });
const gateway = (spec: object = {}) => resource(NETWORKING, "Gateway", "edge", { spec }, "shop");
const path = ["spec", "http", 0, "route", 0, "destination"];

test("a gateway of the own namespace", () => {
  expect(judge(ID, file(virtualService({ gateways: ["mesh", "gone"] }), gateway()), closed)).toMatchObject([
    { path: ["spec", "gateways", 1], text: "gone", message: 'Gateway "gone" does not exist' },
  ]);
  expect(
    judge(
      ID,
      file(virtualService({ gateways: ["edge", "shop/edge", "istio-system/public"] }), gateway()),
      closed,
    ),
  ).toEqual([]);
});

test.each(["gone", "gone.shop.svc.cluster.local"])("a Service by host %s", (host) => {
  expect(judge(ID, file(virtualService(to({ host })), service("api")), closed)).toMatchObject([
    { path: [...path, "host"], text: host, message: 'Service "gone" does not exist in namespace shop' },
  ]);
});

test("a subset", () => {
  const rule = (name: string) =>
    resource(NETWORKING, "DestinationRule", "d", { spec: { host: "api", subsets: [{ name }] } }, "shop");
  const route = virtualService(to({ host: "api", subset: "v2" }));
  expect(judge(ID, file(route, service("api"), rule("v1")), closed)).toMatchObject([
    { path: [...path, "subset"], text: "v2" },
  ]);
  expect(judge(ID, file(route, service("api"), rule("v2")), closed)).toEqual([]);
});

test("a gateway's certificate, where Secrets are in sight", () => {
  const tls = gateway({ servers: [{ tls: { credentialName: "edge-tls" } }] });
  const secret = (name: string) => resource("v1", "Secret", name, { type: "kubernetes.io/tls" }, "shop");
  expect(judge(ID, file(tls, secret("other")), closed)).toMatchObject([
    { path: ["spec", "servers", 0, "tls", "credentialName"], text: "edge-tls" },
  ]);
  expect(judge(ID, file(tls, secret("edge-tls")), closed)).toEqual([]);
  expect(judge(ID, file(tls), closed)).toEqual([]);
  const certificate = resource("cert-manager.io/v1", "Certificate", "c", { spec: {} }, "shop");
  expect(judge(ID, file(tls, secret("other"), certificate), closed)).toEqual([]);
});

test("hosts outside, of other namespaces, and open scopes are quiet", () => {
  expect(judge(ID, file(virtualService(to({ host: "db.example.com" }))), closed)).toEqual([]);
  expect(judge(ID, file(virtualService(to({ host: "x.other.svc.cluster.local" }))), closed)).toEqual([]);
  const entry = resource(NETWORKING, "ServiceEntry", "s", { spec: { hosts: ["legacy"] } }, "shop");
  expect(judge(ID, file(virtualService(to({ host: "legacy" })), entry), closed)).toEqual([]);
  expect(judge(ID, file(virtualService(to({ host: "gone" }))))).toEqual([]);
});
