import { expect, test } from "vitest";
import { judge } from "../../judge";
import { deployment, file, ingressTo, networkPolicy, resource, service } from "../scope-manifests";

const RULE = "edge/health-check-mismatch";
const PORTS = [
  { name: "http", containerPort: 8080 },
  { name: "admin", containerPort: 9090 },
];

function web(probe?: object, ports = PORTS): object {
  const made = deployment("web", { ports }) as { spec: { template: { spec: { containers: object[] } } } };
  made.spec.template.spec.containers = made.spec.template.spec.containers.map((each) => ({
    ...each,
    ...(probe ? { readinessProbe: probe } : {}),
  }));
  return made;
}
const probe = (port: number | string, path = "/healthz") => ({ httpGet: { path, port } });
const edge = (className: string | undefined, annotations: object = {}) =>
  ingressTo("web", { number: 80 }, { annotations }, className ? { ingressClassName: className } : {});
const BACKEND = ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"];
const found = (...resources: readonly object[]) =>
  judge(RULE, file(...resources)).map(({ path, severity, message }) => ({ path, severity, message }));

test("GKE infers from a probe of the serving port alone", () => {
  expect(found(edge("gce"), service("web"), web(probe("admin")))).toEqual([
    {
      path: BACKEND,
      severity: "medium",
      message:
        "the readiness probe of web asks port 9090 and not the serving port, so the load balancer expects 200 from / on port 8080",
    },
  ]);
  expect(found(edge("gce"), service("web"), web())).toMatchObject([{ path: BACKEND, severity: "low" }]);
  expect(found(edge("gce"), service("web"), web(probe("http")))).toEqual([]);
  const configured = service("web", {}, { annotations: { "cloud.google.com/backend-config": "{}" } });
  expect(found(edge("gce"), configured, web())).toEqual([]);
});

test("without a class it is GKE's only there", () => {
  const text = file(edge(undefined), service("web"), web(probe(9090)));
  expect(judge(RULE, text, { cloud: "gke" })).toHaveLength(1);
  expect(judge(RULE, text)).toEqual([]);
  expect(found(edge("nginx"), service("web"), web(probe(9090)))).toEqual([]);
});

const AGIC = "appgw.ingress.kubernetes.io/health-probe-port";
test("Application Gateway: a port of the annotation that nobody declares", () => {
  const at = (port: string) =>
    found(edge("azure-application-gateway", { [AGIC]: port }), service("web"), web());
  expect(at("7070")).toEqual([
    {
      path: ["metadata", "annotations", AGIC],
      severity: "medium",
      message: "Application Gateway probes port 7070, which no container of web declares",
    },
  ]);
  expect(at("9090")).toEqual([]);
});

test("Application Gateway: a probe that policies shut out while the port itself is open", () => {
  const agic = edge("azure-application-gateway");
  const open = (...ports: number[]) =>
    networkPolicy("p", {
      ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: ports.map((port) => ({ port })) }],
    });
  expect(found(agic, service("web"), web(probe("admin")), open(8080))).toMatchObject([
    {
      path: BACKEND,
      message: "Application Gateway probes port 9090 of web, to which NetworkPolicies do not let it",
    },
  ]);
  expect(found(agic, service("web"), web(probe("admin")), open(8080, 9090))).toEqual([]);
  // Where neither is open, another rule says so.
  expect(found(agic, service("web"), web(probe("admin")), open(1))).toEqual([]);
  expect(found(agic, service("web"), web(probe("admin")))).toEqual([]);
});

const ALB = "alb.ingress.kubernetes.io/healthcheck-port";
test("the AWS controller checks pods' ports where it targets pods", () => {
  const at = (port: string, type = "ip", own = {}) =>
    found(
      edge("alb", { [ALB]: port, "alb.ingress.kubernetes.io/target-type": type }),
      service("web", {}, { annotations: own }),
      web(),
    );
  expect(at("7070")).toMatchObject([{ path: ["metadata", "annotations", ALB] }]);
  for (const port of ["traffic-port", "9090", "admin"]) expect(at(port)).toEqual([]);
  expect(at("30007", "instance")).toEqual([]);
  expect(at("7070", "ip", { [ALB]: "9090" })).toEqual([]);
});

test.each([
  ["gke-l7-global-external-managed", "networking.gke.io/v1"],
  ["azure-alb-external", "alb.networking.azure.io/v1"],
])("a Gateway of class %s asks for / unless a policy says otherwise", (className, apiVersion) => {
  const gateway = resource(
    "gateway.networking.k8s.io/v1",
    "Gateway",
    "edge",
    { spec: { gatewayClassName: className } },
    "shop",
  );
  const route = resource(
    "gateway.networking.k8s.io/v1",
    "HTTPRoute",
    "web",
    { spec: { parentRefs: [{ name: "edge" }], rules: [{ backendRefs: [{ name: "web", port: 80 }] }] } },
    "shop",
  );
  const policy = resource(
    apiVersion,
    "HealthCheckPolicy",
    "web",
    { spec: { targetRef: { kind: "Service", name: "web" } } },
    "shop",
  );
  expect(found(gateway, route, service("web"), web(probe("http")))).toEqual([
    {
      path: ["spec", "rules", 0, "backendRefs", 0, "name"],
      severity: "medium",
      message:
        'the gateway expects 200 from / of web, whose health is told at /healthz: no HealthCheckPolicy targets Service "web"',
    },
  ]);
  expect(found(gateway, route, service("web"), web(probe("http")), policy)).toEqual([]);
  expect(found(gateway, route, service("web"), web(probe("http", "/")))).toEqual([]);
  expect(found(route, service("web"), web(probe("http")))).toEqual([]);
});
