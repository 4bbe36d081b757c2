import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-without-tls";

test("an Ingress without TLS is reported at its name", () => {
  expect(judge(ID, ingress({ rules: [rule("shop.example.com")] }))).toMatchObject([
    { path: ["spec", "tls"], text: "web", message: '"shop.example.com" is served without TLS' },
  ]);
  expect(judge(ID, ingress({ rules: [rule(undefined)], tls: [] }))).toMatchObject([
    { path: ["spec", "tls"], text: "tls", message: "this Ingress has no TLS" },
  ]);
});

test("an Ingress of an old API version is read too", () => {
  const text = ingress({ rules: [rule("a.example.com")] }).replace(
    "networking.k8s.io/v1",
    "extensions/v1beta1",
  );
  expect(judge(ID, text)).toMatchObject([{ path: ["spec", "tls"] }]);
});

test("TLS in the manifest is enough", () => {
  expect(judge(ID, ingress({ rules: [rule("a.example.com")], tls: [{ hosts: ["a.example.com"] }] }))).toEqual(
    [],
  );
});

test.each([
  ["appgw.ingress.kubernetes.io/appgw-ssl-certificate", "shop"],
  ["kubernetes.azure.com/tls-cert-keyvault-uri", "https://v.vault.azure.net/certificates/shop"],
  ["alb.ingress.kubernetes.io/certificate-arn", "arn:aws:acm:eu-west-1:1:certificate/1"],
  ["alb.ingress.kubernetes.io/listen-ports", '[{"HTTPS": 443}]'],
  ["networking.gke.io/managed-certificates", "shop"],
  ["ingress.gcp.kubernetes.io/pre-shared-cert", "shop"],
  ["nginx.ingress.kubernetes.io/ssl-passthrough", "true"],
  ["traefik.ingress.kubernetes.io/router.tls", "true"],
])("a certificate by %s is enough", (key, value) => {
  const spec = { rules: [rule("a.example.com")] };
  expect(judge(ID, ingress(spec, { [key]: value }))).toEqual([]);
  expect(judge(ID, ingress(spec, { [key]: "" }))).toHaveLength(1);
});

test("TLS that is declared in front is enough, and so is an ACME challenge", () => {
  const spec = { rules: [rule("a.example.com")] };
  expect(judge(ID, ingress(spec), { tlsTerminatedBy: "Front Door" })).toEqual([]);
  expect(judge(ID, ingress(spec, {}, { "acme.cert-manager.io/http01-solver": "true" }))).toEqual([]);
  const solver = { rules: [rule("a.example.com", "/.well-known/acme-challenge/token", "Exact")] };
  expect(judge(ID, ingress(solver))).toEqual([]);
});
