import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/waf-absent";
const key = "appgw.ingress.kubernetes.io/waf-policy-for-path";
const path = ["metadata", "annotations", key];
const of = (annotations: object, ingressClassName?: string) =>
  judge(
    ID,
    ingress(
      { rules: [rule("a.example.com")], ...(ingressClassName ? { ingressClassName } : {}) },
      annotations,
    ),
  );

test("Application Gateway without a policy, by either way to name the class", () => {
  expect(of({}, "azure-application-gateway")).toMatchObject([{ path, severity: "low" }]);
  expect(of({ "kubernetes.io/ingress.class": "azure/application-gateway" })).toMatchObject([
    { path, text: "annotations" },
  ]);
});

test("a policy that is no full id", () => {
  expect(of({ [key]: "shop-waf" }, "azure-application-gateway")).toMatchObject([{ path, text: "shop-waf" }]);
  const id =
    "/subscriptions/0/resourceGroups/g/providers/Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies/p";
  expect(of({ [key]: id }, "azure-application-gateway")).toEqual([]);
});

test("nginx with its firewall switched off", () => {
  const off = "nginx.ingress.kubernetes.io/enable-modsecurity";
  expect(of({ [off]: "false" })).toMatchObject([{ path: ["metadata", "annotations", off], text: '"false"' }]);
  expect(of({ [off]: "true" })).toEqual([]);
});

test("other classes are quiet", () => {
  expect(of({}, "traefik")).toEqual([]);
});
