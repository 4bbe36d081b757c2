import { expect, test } from "vitest";
import { judge } from "../../judge";
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

test("a declared wildcard, a host and a plain listener are quiet", () => {
  const options = { ingressInventory: [{ host: "*.example.com" }] };
  expect(judge(ID, gateway(https({ hostname: "*.example.com" })), options)).toEqual([]);
  expect(judge(ID, gateway(https()))).toEqual([]);
  expect(judge(ID, gateway({ name: "http", protocol: "HTTP", port: 80 }))).toEqual([]);
});
