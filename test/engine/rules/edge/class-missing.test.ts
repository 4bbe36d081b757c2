import { expect, test } from "vitest";
import { judge } from "../../judge";

const RULE = "edge/class-missing";
const ingressClass = "apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: {name: public}\n---\n";
const gatewayClass =
  "apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: envoy}\n---\n";
const ingress = (spec: string) =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i}\nspec: {${spec}}\n`;
const gateway = (name: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: g}\nspec: {gatewayClassName: ${name}}\n`;

test.each([
  ["Ingress", ingressClass + ingress("ingressClassName: publik"), ["spec", "ingressClassName"], "publik"],
  ["Gateway", gatewayClass + gateway("envoi"), ["spec", "gatewayClassName"], "envoi"],
])("an %s of an unknown class", (_name, text, path, name) => {
  expect(judge(RULE, text, { closed: true })).toMatchObject([
    { path, text: name, message: `"${name}" is none of the classes of this deployment` },
  ]);
});

test.each([
  ["a class that exists", ingressClass + ingress("ingressClassName: public"), true],
  ["no class", ingressClass + ingress("rules: []"), true],
  ["classes of the other kind", gatewayClass + ingress("ingressClassName: publik"), true],
  ["classes that are deployed elsewhere", ingress("ingressClassName: publik"), true],
  ["a scope that is open", ingressClass + ingress("ingressClassName: publik"), false],
])("%s: nothing to report", (_name, text, closed) => {
  expect(judge(RULE, text, { closed })).toEqual([]);
});
