import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, NETWORKING } from "./manifests";

const ID = "mesh/gateway-tls";
const of = (server: object, options = {}) =>
  judge(ID, mesh(NETWORKING, "Gateway", { servers: [{ hosts: ["a.example.com"], ...server }] }), options);
const http = { port: { number: 80, protocol: "HTTP" } };
const https = { port: { number: 443, protocol: "HTTPS" } };
const path = ["spec", "servers", 0];

test("plain HTTP without a redirect", () => {
  const [found] = of(http);
  expect(found).toMatchObject({ path: [...path, "port", "protocol"], text: "HTTP" });
  expect(found?.finding.fixes).toMatchObject([
    { changes: [{ path: [...path, "tls", "httpsRedirect"], value: true }] },
  ]);
  expect(of({ ...http, tls: { httpsRedirect: true } })).toEqual([]);
  expect(of({ ...http, hosts: ["api.shop.svc.cluster.local"] })).toEqual([]);
  expect(of(http, { tlsTerminatedBy: "Front Door" })).toEqual([]);
});

test("weak or incomplete TLS", () => {
  expect(
    of({ ...https, tls: { mode: "SIMPLE", credentialName: "x", minProtocolVersion: "TLSV1_0" } }),
  ).toMatchObject([{ path: [...path, "tls", "minProtocolVersion"], text: "TLSV1_0" }]);
  expect(of({ ...https, tls: { mode: "SIMPLE" } })).toMatchObject([
    { path: [...path, "tls", "credentialName"] },
  ]);
  expect(of({ ...https, tls: { mode: "OPTIONAL_MUTUAL", credentialName: "x" } })).toMatchObject([
    { path: [...path, "tls", "mode"], severity: "low" },
  ]);
});

test.each([
  { mode: "SIMPLE", credentialName: "x" },
  { mode: "MUTUAL", credentialNames: ["x"], minProtocolVersion: "TLSV1_2" },
  { mode: "SIMPLE", serverCertificate: "/etc/tls.crt" },
  { mode: "PASSTHROUGH" },
])("%j is quiet", (tls) => {
  expect(of({ ...https, tls })).toEqual([]);
});
