import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule, toService } from "./manifests";

const ID = "edge/backend-protocol";
const to = (port: number | string) => rule("a.example.com", "/", "Prefix", toService("web", port));
const key = "nginx.ingress.kubernetes.io/backend-protocol";
const path = ["metadata", "annotations", key];

test("HTTPS to a port of HTTP, and the reverse", () => {
  const [https] = judge(ID, ingress({ rules: [to(80)] }, { [key]: "HTTPS" }));
  expect(https).toMatchObject({ path, text: "HTTPS" });
  expect(https?.finding.fixes).toMatchObject([{ safety: "unsafe", changes: [{ op: "remove", path }] }]);
  const [http] = judge(ID, ingress({ rules: [to("https")] }, { [key]: "http" }));
  expect(http?.finding.fixes).toMatchObject([{ changes: [{ op: "set", path, value: "HTTPS" }] }]);
});

test("ports of both kinds are reported without a fix", () => {
  expect(judge(ID, ingress({ rules: [to(80), to(443)] }, { [key]: "HTTPS" }))[0]?.finding.fixes).toEqual([]);
});

test("nginx speaks HTTP to 443 unless it is told", () => {
  expect(judge(ID, ingress({ ingressClassName: "nginx", rules: [to(443)] }))).toMatchObject([
    { path: ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "port", "number"], text: "443" },
  ]);
  expect(judge(ID, ingress({ ingressClassName: "azure-application-gateway", rules: [to(443)] }))).toEqual([]);
  const passthrough = { "nginx.ingress.kubernetes.io/ssl-passthrough": "true" };
  expect(judge(ID, ingress({ ingressClassName: "nginx", rules: [to(443)] }, passthrough))).toEqual([]);
});

test.each([
  ["HTTPS to 8443", [to(8443)], { "appgw.ingress.kubernetes.io/backend-protocol": "https" }],
  ["HTTP to 80", [to(80)], { "alb.ingress.kubernetes.io/backend-protocol": "HTTP" }],
  ["another port", [to(9000)], { [key]: "HTTPS" }],
  ["GRPC", [to(80)], { [key]: "GRPC" }],
])("quiet: %s", (_case, rules, annotations) => {
  expect(judge(ID, ingress({ rules }, annotations))).toEqual([]);
});
