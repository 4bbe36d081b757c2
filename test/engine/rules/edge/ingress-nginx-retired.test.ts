import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-nginx-retired";
const rules = [rule("a.example.com")];

test("the controller's own class is certain", () => {
  const ingressClass = (controller: string) =>
    stringify({
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name: "nginx" },
      spec: { controller },
    });
  expect(judge(ID, ingressClass("k8s.io/ingress-nginx"))).toMatchObject([
    { path: ["spec", "controller"], text: "k8s.io/ingress-nginx", severity: "medium" },
  ]);
  expect(judge(ID, ingressClass("nginx.org/ingress-controller"))).toEqual([]);
});

test("class nginx is low, by field or by annotation", () => {
  expect(judge(ID, ingress({ ingressClassName: "nginx", rules }))).toMatchObject([
    { path: ["spec", "ingressClassName"], text: "nginx", severity: "low" },
  ]);
  expect(judge(ID, ingress({ rules }, { "kubernetes.io/ingress.class": "nginx" }))).toMatchObject([
    { path: ["metadata", "annotations", "kubernetes.io/ingress.class"], text: "nginx" },
  ]);
});

test("the NGINX of AKS application routing has a date of its own", () => {
  const [found] = judge(ID, ingress({ ingressClassName: "webapprouting.kubernetes.azure.com", rules }));
  expect(found?.message).toContain("November 2026");
});

test("other classes and F5's controller are quiet", () => {
  expect(judge(ID, ingress({ ingressClassName: "traefik", rules }))).toEqual([]);
  expect(judge(ID, ingress({ rules }))).toEqual([]);
  expect(
    judge(ID, ingress({ ingressClassName: "nginx", rules }, { "nginx.org/redirect-to-https": "true" })),
  ).toEqual([]);
});
