import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, ingressTo, service } from "../scope-manifests";

const ID = "edge/health-probe";
const edge = (annotations: object = {}, ingressClassName = "azure-application-gateway") =>
  ingressTo("api", { number: 80 }, { annotations }, { ingressClassName, rules: ingressRules });
const ingressRules = (ingressTo("api", { number: 80 }) as { spec: { rules: object[] } }).spec.rules;

const workload = (container: object) => {
  const made = deployment("api") as { spec: { template: { spec: { containers: object[] } } } };
  made.spec.template.spec.containers = [{ name: "api", image: "x", ...container }];
  return made;
};
const ports = [{ containerPort: 8080 }];
const readinessProbe = { httpGet: { path: "/ready", port: 8080 } };

test("a port that is not declared, and probes that are no HTTP", () => {
  expect(judge(ID, file(edge(), service("api"), workload({ readinessProbe })))).toMatchObject([
    {
      path: ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"],
      text: "api",
      message:
        "no container of api declares port 8080, so Application Gateway probes the path of the Ingress",
    },
  ]);
  const tcp = workload({ ports, readinessProbe: { tcpSocket: { port: 8080 } } });
  expect(judge(ID, file(edge(), service("api"), tcp))[0]?.message).toContain(
    "on port 8080 has no HTTP probe",
  );
});

test("the path prefix is what is asked then", () => {
  const annotations = { "appgw.ingress.kubernetes.io/backend-path-prefix": "/v2" };
  expect(judge(ID, file(edge(annotations), service("api"), workload({ ports })))[0]?.message).toContain(
    "probes /v2",
  );
});

test.each([
  ["a readiness probe", file(edge(), service("api"), workload({ ports, readinessProbe }))],
  ["a liveness probe", file(edge(), service("api"), workload({ ports, livenessProbe: readinessProbe }))],
  [
    "an annotation",
    file(edge({ "appgw.ingress.kubernetes.io/health-probe-path": "/ready" }), service("api"), workload({})),
  ],
  ["another controller", file(edge({}, "traefik"), service("api"), workload({}))],
])("quiet with %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});
