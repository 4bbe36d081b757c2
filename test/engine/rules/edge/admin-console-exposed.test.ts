import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource } from "../scope-manifests";
import { ingress, rule, service, toService } from "./manifests";

const ID = "edge/admin-console-exposed";
const to = (name: string, host = "x.example.com") => [rule(host, "/", "Prefix", toService(name, 80))];

test.each([
  ["kubernetes-dashboard", "the Kubernetes dashboard"],
  ["prometheus-server", "Prometheus"],
  ["my-pgadmin4", "a database console"],
  ["ollama", "an AI server"],
  ["jupyter", "a notebook or editor that runs code"],
])("backend %s", (name, title) => {
  expect(judge(ID, ingress({ rules: to(name) }))).toMatchObject([
    {
      path: ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"],
      text: name,
      message: `${title} is exposed as "x.example.com" without authentication`,
    },
  ]);
});

test("the host tells it too, and a host for administrators is low", () => {
  expect(judge(ID, ingress({ rules: to("web", "kibana.example.com") }))).toMatchObject([
    { path: ["spec", "rules", 0, "host"], text: "kibana.example.com", severity: "high" },
  ]);
  expect(judge(ID, ingress({ rules: to("web", "admin.example.com") }))).toMatchObject([
    { path: ["spec", "rules", 0, "host"], severity: "low" },
  ]);
});

test.each([
  ["nginx.ingress.kubernetes.io/auth-url", "https://auth.example.com"],
  ["nginx.ingress.kubernetes.io/whitelist-source-range", "10.0.0.0/8"],
  ["traefik.ingress.kubernetes.io/router.middlewares", "auth@kubernetescrd"],
  ["alb.ingress.kubernetes.io/auth-type", "oidc"],
  ["alb.ingress.kubernetes.io/scheme", "internal"],
])("quiet with %s", (key, value) => {
  expect(judge(ID, ingress({ rules: to("prometheus") }, { [key]: value }))).toEqual([]);
});

test("a proxy that asks who calls is authentication", () => {
  const rules = [
    {
      host: "kibana.example.com",
      http: { paths: [{ path: "/", pathType: "Prefix", backend: toService("oauth2-proxy", 80) }] },
    },
  ];
  expect(judge(ID, ingress({ rules }))).toEqual([]);
});

test("a route of the Gateway API or OpenShift", () => {
  const route = (filters: object[]) =>
    resource("gateway.networking.k8s.io/v1", "HTTPRoute", "r", {
      spec: { hostnames: ["m.example.com"], rules: [{ filters, backendRefs: [{ name: "alertmanager" }] }] },
    });
  expect(judge(ID, file(route([])))).toMatchObject([
    { path: ["spec", "rules", 0, "backendRefs", 0, "name"], text: "alertmanager" },
  ]);
  expect(judge(ID, file(route([{ type: "ExtensionRef" }])))).toEqual([]);
  const openshift = resource("route.openshift.io/v1", "Route", "r", {
    spec: { host: "j.example.com", to: { name: "jenkins" } },
  });
  expect(judge(ID, file(openshift))).toMatchObject([{ path: ["spec", "to", "name"], text: "jenkins" }]);
});

test("a Service that publishes a console by itself", () => {
  expect(judge(ID, service({ type: "LoadBalancer" }, {}, "longhorn-frontend"))).toMatchObject([
    {
      path: ["spec", "type"],
      message: "a storage console is exposed by a LoadBalancer without authentication",
    },
  ]);
  expect(
    judge(ID, service({ type: "NodePort", selector: { "app.kubernetes.io/name": "grafana-kiali" } })),
  ).toHaveLength(1);
  expect(
    judge(ID, service({ type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8"] }, {}, "kibana")),
  ).toEqual([]);
  expect(judge(ID, service({}, {}, "prometheus"))).toEqual([]);
});

test.each(["web", "prometheus-adapter-api", "notebooks-shop"])("%s is an ordinary backend", (name) => {
  const found = judge(ID, ingress({ rules: to(name) }));
  expect(found.length).toBe(name.startsWith("prometheus-") ? 1 : 0);
});
