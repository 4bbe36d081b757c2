import { expect, test } from "vitest";
import { judge } from "../../judge";
import { gateway, https } from "./gateway-manifests";

const ID = "edge/gateway-plain-http";
const http = { name: "http", protocol: "HTTP", port: 80 };

test("a plain listener alone", () => {
  expect(judge(ID, gateway(http))).toMatchObject([
    {
      path: ["spec", "listeners", 0, "protocol"],
      text: "HTTP",
      message: 'listener "http" speaks plain HTTP',
    },
  ]);
});

test("quiet beside TLS, without HTTP, and where TLS ends in front", () => {
  expect(judge(ID, gateway(http, https()))).toEqual([]);
  expect(judge(ID, gateway({ name: "t", protocol: "TCP", port: 5432 }))).toEqual([]);
  expect(judge(ID, gateway(http), { tlsTerminatedBy: "Front Door" })).toEqual([]);
});
