import { expect, test } from "vitest";
import { judge } from "../../judge";
import { file, resource, service } from "../scope-manifests";

const ID = "network/service-monitor-matches-nothing";
const closed = { closed: true };
const monitor = (spec: object) =>
  resource(
    "monitoring.coreos.com/v1",
    "ServiceMonitor",
    "m",
    { spec: { endpoints: [{ port: "http" }], ...spec } },
    "shop",
  );
const labelled = service("api", {}, { labels: { app: "api" } });

test("no Service has the labels", () => {
  const text = file(monitor({ selector: { matchLabels: { app: "x" } } }), labelled);
  expect(judge(ID, text, closed)).toMatchObject([{ path: ["spec", "selector"], text: "selector" }]);
  expect(judge(ID, text)).toEqual([]);
});

test("the Service has no port of that name, whatever the scope", () => {
  const text = file(monitor({ selector: {}, endpoints: [{ port: "http" }, { port: "metrics" }] }), labelled);
  expect(judge(ID, text)).toMatchObject([
    {
      path: ["spec", "endpoints", 1, "port"],
      text: "metrics",
      message: 'no Service that it selects has a port named "metrics"',
    },
  ]);
});

test.each([
  ["it matches", file(monitor({ selector: { matchLabels: { app: "api" } } }), labelled)],
  [
    "it looks in another namespace",
    file(monitor({ selector: {}, namespaceSelector: { matchNames: ["away"] } }), labelled),
  ],
  [
    "it looks anywhere",
    file(monitor({ selector: { matchLabels: { a: "b" } }, namespaceSelector: { any: true } }), labelled),
  ],
  ["the port is a number", file(monitor({ selector: {}, endpoints: [{ targetPort: 9090 }] }), labelled)],
])("quiet where %s", (_case, text) => {
  expect(judge(ID, text, closed)).toEqual([]);
});
