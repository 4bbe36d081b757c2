import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, NETWORKING } from "./manifests";

const ID = "mesh/wildcard-hosts";
const gateway = (...hosts: string[]) =>
  mesh(NETWORKING, "Gateway", { servers: [{ port: { number: 443 }, hosts }] });
const route = (...hosts: string[]) => mesh(NETWORKING, "VirtualService", { hosts });

test("a server that takes every host, or every name below one", () => {
  expect(judge(ID, gateway("a.example.com", "*"))).toMatchObject([
    { path: ["spec", "servers", 0, "hosts", 1], severity: "medium", message: "this server takes every host" },
  ]);
  expect(judge(ID, gateway("shop/*"))).toMatchObject([{ message: "this server takes every host" }]);
  expect(judge(ID, gateway("*.example.com"))).toMatchObject([{ severity: "low" }]);
});

test("a VirtualService that does", () => {
  expect(judge(ID, route("*"))).toMatchObject([
    { path: ["spec", "hosts", 0], message: "this VirtualService routes every host" },
  ]);
  expect(judge(ID, route("*.example.com"))).toMatchObject([
    { message: '"*.example.com" is every name below it' },
  ]);
});

test("named hosts, and wildcards of the inventory, are quiet", () => {
  expect(judge(ID, gateway("shop/a.example.com"))).toEqual([]);
  const options = { ingressInventory: [{ host: "*.example.com" }] };
  expect(judge(ID, gateway("shop/*.example.com"), options)).toEqual([]);
  expect(judge(ID, route("*.example.com"), options)).toEqual([]);
});
