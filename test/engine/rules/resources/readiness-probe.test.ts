import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const rule = "resources/readiness-probe";

const service = (spec: string, namespace = "shop") => `apiVersion: v1
kind: Service
metadata: { name: web, namespace: ${namespace} }
spec: { ${spec} }
---
`;
const web = "selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }]";
const at = "spec.template.spec.containers";

test("the container that serves the port is reported", () => {
  const container = "ports: [{ containerPort: 8080 }]\n";
  const sidecar =
    "          readinessProbe: { tcpSocket: { port: 1 } }\n        - name: main\n          image: registry.example/main:1\n          ports: [{ name: http, containerPort: 8080 }]\n";
  expect(places(rule, service(web) + workload({ namespace: "shop", container: container.trim() }))).toEqual([
    `${at}.0.readinessProbe web`,
  ]);
  expect(places(rule, service(web) + workload({ namespace: "shop" }) + sidecar)).toEqual([
    `${at}.1.readinessProbe main`,
  ]);
});

test("without declared ports the first container is reported, if none has a probe", () => {
  expect(places(rule, service(web) + workload({ namespace: "shop" }))).toEqual([
    `${at}.0.readinessProbe web`,
  ]);
  const probed = workload({ namespace: "shop", container: "readinessProbe: { tcpSocket: { port: 8080 } }" });
  expect(places(rule, service(web) + probed)).toEqual([]);
});

test.each([
  ["other labels", service("selector: { app: api }")],
  ["another namespace", service(web, "prod")],
  ["not-ready addresses wanted", service(`${web}, publishNotReadyAddresses: true`)],
  [
    "metrics and profiles alone",
    service(
      "selector: { app: web }, ports: [{ name: http-metrics, port: 8080 }, { name: profiling, port: 8081 }]",
    ),
  ],
  ["no selector", service("type: ExternalName, externalName: web.example")],
])("%s: quiet", (_, text) => {
  expect(places(rule, text + workload({ namespace: "shop" }))).toEqual([]);
});

test("jobs need none", () => {
  expect(
    places(rule, service(web) + workload({ kind: "Job", apiVersion: "batch/v1", namespace: "shop" })),
  ).toEqual([]);
});
