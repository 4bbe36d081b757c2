import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-inventory";
const options = {
  ingressInventory: [{ host: "a.example.com", paths: ["/api", "/static/"] }, { host: "b.example.com" }],
};

test("a host beside the inventory", () => {
  expect(
    judge(ID, ingress({ rules: [rule("a.example.com", "/api"), rule("c.example.com")] }), options),
  ).toMatchObject([
    {
      path: ["spec", "rules", 1, "host"],
      text: "c.example.com",
      message: '"c.example.com" is not in the ingress inventory',
    },
  ]);
});

test("a path beside the inventory", () => {
  const of = (path: string) => judge(ID, ingress({ rules: [rule("a.example.com", path)] }), options);
  expect(of("/admin")).toMatchObject([
    { path: ["spec", "rules", 0, "http", "paths", 0, "path"], text: "/admin" },
  ]);
  expect(of("/apix")).toHaveLength(1);
  expect(of("/api/v1")).toEqual([]);
  expect(of("/static/x")).toEqual([]);
});

test("routes are read too", () => {
  const http = resource("gateway.networking.k8s.io/v1", "HTTPRoute", "r", {
    spec: { hostnames: ["b.example.com", "x.example.com"] },
  });
  const route = resource("route.openshift.io/v1", "Route", "r", { spec: { host: "y.example.com" } });
  expect(judge(ID, file(http, route), options)).toMatchObject([
    { path: ["spec", "hostnames", 1], text: "x.example.com" },
    { path: ["spec", "host"], text: "y.example.com" },
  ]);
});

test("the paths of routes are judged like those of an Ingress", () => {
  const http = (...matches: object[]) =>
    resource("gateway.networking.k8s.io/v1", "HTTPRoute", "r", {
      spec: { hostnames: ["a.example.com", "b.example.com"], rules: [{ matches }] },
    });
  const path = (value: string) => ({ path: { type: "PathPrefix", value } });
  const of = (route: object) => judge(ID, file(route), options).map(({ path, message }) => [path, message]);
  expect(of(http(path("/api/v1"), path("/static/a")))).toEqual([]);
  expect(of(http(path("/api"), path("/admin")))).toEqual([
    [
      ["spec", "rules", 0, "matches", 1, "path", "value"],
      'path "/admin" of "a.example.com" is not in the ingress inventory',
    ],
  ]);
  // Without a path, and without any match, everything under the host is served.
  expect(of(http({ method: "GET" }))).toEqual([
    [["spec", "rules", 0, "matches", 0], 'path "/" of "a.example.com" is not in the ingress inventory'],
  ]);
  expect(of(http())).toEqual([
    [["spec", "rules", 0], 'path "/" of "a.example.com" is not in the ingress inventory'],
  ]);
  const open = (path: string) =>
    resource("route.openshift.io/v1", "Route", "r", { spec: { host: "a.example.com", path } });
  expect(of(open("/api/v2"))).toEqual([]);
  expect(of(open("/admin"))).toEqual([
    [["spec", "path"], 'path "/admin" of "a.example.com" is not in the ingress inventory'],
  ]);
});

test("a host without paths in the inventory allows all; without an inventory all is quiet", () => {
  expect(judge(ID, ingress({ rules: [rule("b.example.com", "/x")] }), options)).toEqual([]);
  expect(judge(ID, ingress({ rules: [rule("z.example.com")] }))).toEqual([]);
});
