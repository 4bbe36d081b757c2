import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";
import { gateway, https } from "./gateway-manifests";

const ID = "edge/gateway-wildcard-hostname";
const path = ["spec", "listeners", 0, "hostname"];

test("no host, and a wildcard", () => {
  const { hostname: _hostname, ...bare } = https() as { hostname: string };
  expect(judge(ID, gateway(bare))).toMatchObject([
    { path, message: 'listener "https" takes every host that a route names' },
  ]);
  expect(judge(ID, gateway(https({ hostname: "*.example.com" })))).toMatchObject([
    { path, text: '"*.example.com"', message: 'listener "https" answers for every name below "example.com"' },
  ]);
});

test("a route with a wildcard", () => {
  const route = (host: string) =>
    file(
      resource("gateway.networking.k8s.io/v1", "HTTPRoute", "r", {
        spec: { hostnames: ["a.example.com", host] },
      }),
    );
  expect(judge(ID, route("*.example.com"))).toMatchObject([
    {
      path: ["spec", "hostnames", 1],
      text: '"*.example.com"',
      message: '"*.example.com" is every name below "example.com"',
    },
  ]);
  expect(judge(ID, route("b.example.com"))).toEqual([]);
  expect(judge(ID, route("*.example.com"), { ingressInventory: [{ host: "*.example.com" }] })).toEqual([]);
});

test("a declared wildcard, a host and a plain listener are quiet", () => {
  const options = { ingressInventory: [{ host: "*.example.com" }] };
  expect(judge(ID, gateway(https({ hostname: "*.example.com" })), options)).toEqual([]);
  expect(judge(ID, gateway(https()))).toEqual([]);
  expect(judge(ID, gateway({ name: "http", protocol: "HTTP", port: 80 }))).toEqual([]);
});
