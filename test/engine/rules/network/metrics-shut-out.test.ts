import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, networkPolicy, resource, service } from "../scope-manifests";

const ID = "network/metrics-shut-out";
const monitor = resource(
  "monitoring.coreos.com/v1",
  "ServiceMonitor",
  "m",
  { spec: { selector: {}, endpoints: [{ port: "http" }] } },
  "shop",
);
const api = deployment("api");
const prometheus = deployment("prometheus", { namespace: "monitoring" });
const from = (peer: object, ports?: object[]) =>
  networkPolicy("allow", { ingress: [{ from: [peer], ...(ports ? { ports } : {}) }] });

test("policies that admit the own namespace alone shut a scraper out", () => {
  expect(judge(ID, file(monitor, service("api"), api, networkPolicy("deny")))).toMatchObject([
    {
      path: ["spec", "endpoints", 0, "port"],
      text: "http",
      message: "the scraper cannot reach port 8080 of api",
    },
  ]);
  expect(judge(ID, file(monitor, service("api"), api, from({ podSelector: {} })))).toHaveLength(1);
});

test("a scraper in sight is asked for itself", () => {
  const ops = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ops" } } };
  expect(judge(ID, file(monitor, service("api"), api, prometheus, from(ops)))).toHaveLength(1);
  const monitoring = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } } };
  expect(judge(ID, file(monitor, service("api"), api, prometheus, from(monitoring)))).toEqual([]);
});

test("a rule for another port does not help", () => {
  const text = file(monitor, service("api"), api, from({ namespaceSelector: {} }, [{ port: 9000 }]));
  expect(judge(ID, text)).toHaveLength(1);
});

test.each([
  ["nothing isolates", file(monitor, service("api"), api)],
  ["another namespace is admitted", file(monitor, service("api"), api, from({ namespaceSelector: {} }))],
  [
    "pods that are not in sight are admitted",
    file(monitor, service("api"), api, from({ podSelector: { matchLabels: { app: "scraper" } } })),
  ],
  [
    "the Service has no such port",
    file(monitor, service("api", { ports: [{ name: "x", port: 1 }] }), api, networkPolicy("deny")),
  ],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
