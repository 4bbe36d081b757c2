import type { ContainerData } from "../../inventory/extractors/workload";
import type { Fact } from "../../inventory/fact";
import type { Inventory } from "../../inventory/inventory";
import type { Path } from "../../json";
import { hasMap, mapsAt, numberAt, stringAt } from "../../kubernetes/fields";
import { effectiveNamespace, type PodEndpoint, podsOf } from "../../network/endpoint";
import { defineInventoryRule } from "../define-rule";
import type { RuleOptions } from "../rule";
import { declaredPorts, podPort, podsOfService, servicePortItem, servicesOf } from "./backends";
import { clientReach, clientsIn, INGRESS_CONTROLLERS } from "./controller-reach";
import { ingressBackends } from "./ingress-backends";

const INGRESS = "networking.k8s.io/Ingress";
const GATEWAY = "gateway.networking.k8s.io/Gateway";
const HTTP_ROUTE = "gateway.networking.k8s.io/HTTPRoute";
const HEALTH_CHECK_POLICIES = [
  "networking.gke.io/HealthCheckPolicy",
  "alb.networking.azure.io/HealthCheckPolicy",
];

/**
 * Sources: AGIC pkg/appgw/health_probes.go; GKE "Ingress for external Application Load Balancers", health checks, and
 * ingress-gce issue 647; GKE and Application Gateway for Containers on HealthCheckPolicy; AWS Load Balancer Controller,
 * Ingress annotations. What AGIC cannot infer at all is `edge/health-probe`'s business.
 */
export const healthCheckMismatch = defineInventoryRule({
  id: "edge/health-check-mismatch",
  title: "Load balancer checks the health of something that the pods do not serve",
  severity: "medium",
  why: "The load balancer has health checks of its own. Where they ask another port or path than the application answers on, it takes every backend out, and users get 502 while all pods are healthy.",
  remediation:
    "Let the readiness probe ask the serving port, or set the load balancer's check: BackendConfig or HealthCheckPolicy, the `health-probe-…` or `healthcheck-…` annotations.",
  since: "0.1.0",
  appliesTo: [INGRESS, GATEWAY, HTTP_ROUTE, "Service", ...HEALTH_CHECK_POLICIES],
  check({ inventory, options, report }) {
    const find = servicesOf(inventory);
    for (const fact of inventory.ofKind(INGRESS)) {
      const faultOf = checkOf(fact, options);
      if (!faultOf) continue;
      for (const { service: name, port, servicePath } of ingressBackends(fact)) {
        const service = find(effectiveNamespace(fact.namespace), name);
        const backend = service && backendOf(inventory, service, port);
        const fault = backend && faultOf(backend, inventory, fact);
        if (!backend || !fault) continue;
        report(fact, {
          path: fault.path ?? servicePath,
          ...(fault.isHint ? { severity: "low" as const } : {}),
          message: fault.message,
          related: backend.pod.fact
            ? [
                {
                  fact: backend.pod.fact,
                  path: [...backend.container.path, "readinessProbe"],
                  message: "the probe of the backend",
                },
              ]
            : [],
        });
      }
    }
    judgeRoutes(inventory, find, report);
  },
});

/** A container that serves what a port of a Service leads to. */
interface Backend {
  readonly service: Fact;
  readonly pod: PodEndpoint;
  readonly container: ContainerData;
  readonly port: number;
}

function backendOf(
  inventory: Inventory,
  service: Fact,
  port: number | string | undefined,
): Backend | undefined {
  const item = servicePortItem(service, port);
  const pod = item && podsOfService(inventory, service)[0];
  const number = item && pod ? podPort(item, pod) : undefined;
  const container = pod?.fact
    ? podsOf(pod.fact)
        .flatMap(({ containers }) => containers)
        .find(({ ports }) => mapsAt([...ports]).some(({ value }) => value.containerPort === number))
    : undefined;
  return pod && container && number !== undefined ? { service, pod, container, port: number } : undefined;
}

interface Fault {
  readonly message: string;
  /** Where the fault is written; absent for the backend of the Ingress. */
  readonly path?: Path;
  /** Nothing contradicts: the application may answer as the check expects. */
  readonly isHint?: true;
}

type Check = (backend: Backend, inventory: Inventory, ingress: Fact) => Fault | undefined;

function checkOf(ingress: Fact, options: RuleOptions): Check | undefined {
  const name =
    stringAt(ingress.data, "spec", "ingressClassName") ?? ingress.annotations["kubernetes.io/ingress.class"];
  if (name === "azure/application-gateway" || name === "azure-application-gateway") return checkOfAgic;
  if (name === "alb") return checkOfAlb;
  return name === "gce" || name === "gce-internal" || (name === undefined && options.cloud === "gke")
    ? checkOfGke
    : undefined;
}

const AGIC_PORT = "appgw.ingress.kubernetes.io/health-probe-port";

function checkOfAgic(
  { pod, container, port }: Backend,
  inventory: Inventory,
  ingress: Fact,
): Fault | undefined {
  const written = ingress.annotations[AGIC_PORT];
  const probe = ["readinessProbe", "livenessProbe"].find((name) => hasMap(container.probes, name, "httpGet"));
  const inferred = probe === undefined ? undefined : probePort(container, probe);
  const asked = written === undefined ? inferred : Number(written);
  if (asked === undefined || asked === port || Number.isNaN(asked)) return undefined;
  const path = written === undefined ? undefined : ["metadata", "annotations", AGIC_PORT];
  const at = path ? { path } : {};
  if (written !== undefined && !declaredPorts(pod).some((each) => each.port === asked))
    return {
      ...at,
      message: `Application Gateway probes port ${asked}, which no container of ${pod.name} declares`,
    };
  const controllers = clientsIn(inventory, INGRESS_CONTROLLERS);
  const isShut = (each: number) => clientReach(inventory, pod, each, controllers).isDenied;
  return isShut(asked) && !isShut(port)
    ? {
        ...at,
        message: `Application Gateway probes port ${asked} of ${pod.name}, to which NetworkPolicies do not let it`,
      }
    : undefined;
}

const ALB_PORT = "alb.ingress.kubernetes.io/healthcheck-port";

function checkOfAlb({ service, pod }: Backend, _inventory: Inventory, ingress: Fact): Fault | undefined {
  const annotations = { ...ingress.annotations, ...service.annotations };
  const written = ingress.annotations[ALB_PORT];
  // Instances are asked on node ports, which pods do not declare; the Service's own annotation wins.
  if (written === undefined || annotations[ALB_PORT] !== written || written === "traffic-port")
    return undefined;
  if (annotations["alb.ingress.kubernetes.io/target-type"] !== "ip") return undefined;
  const isDeclared = declaredPorts(pod).some(
    ({ name, port }) => name === written || String(port) === written,
  );
  return isDeclared
    ? undefined
    : {
        path: ["metadata", "annotations", ALB_PORT],
        message: `the load balancer checks port ${written}, which no container of ${pod.name} declares`,
      };
}

function checkOfGke({ service, pod, container, port }: Backend): Fault | undefined {
  const isSet = ["", "beta."].some(
    (prefix) => service.annotations[`${prefix}cloud.google.com/backend-config`],
  );
  if (isSet) return undefined;
  const asked = hasMap(container.probes, "readinessProbe", "httpGet")
    ? probePort(container, "readinessProbe")
    : undefined;
  if (asked === port) return undefined;
  const outcome = `so the load balancer expects 200 from / on port ${port}`;
  return asked === undefined
    ? {
        isHint: true,
        message: `the container of ${pod.name} on port ${port} has no HTTP readiness probe, ${outcome}`,
      }
    : {
        message: `the readiness probe of ${pod.name} asks port ${asked} and not the serving port, ${outcome}`,
      };
}

/** Gateways of these clouds infer nothing from probes: without a policy they ask for `/`. */
const GATEWAYS = /^(gke-l7-|azure-alb-)/;

function judgeRoutes(
  inventory: Inventory,
  find: ReturnType<typeof servicesOf>,
  report: (
    fact: Fact,
    report: Fault & { path: Path; related: { fact: Fact; path: Path; message: string }[] },
  ) => void,
): void {
  const policed = new Set(
    HEALTH_CHECK_POLICIES.flatMap((kind) => inventory.ofKind(kind)).map(
      ({ namespace, data }) => `${namespace}/${stringAt(data, "spec", "targetRef", "name") ?? ""}`,
    ),
  );
  for (const route of inventory.ofKind(HTTP_ROUTE)) {
    const isTheirs = mapsAt(route.data, "spec", "parentRefs").some(({ value }) => {
      const namespace = stringAt(value, "namespace") ?? route.namespace;
      const gateway = inventory.find(GATEWAY, namespace, stringAt(value, "name") ?? "");
      return GATEWAYS.test(stringAt(gateway?.data, "spec", "gatewayClassName") ?? "");
    });
    if (!isTheirs) continue;
    for (const rule of mapsAt(route.data, "spec", "rules"))
      for (const { index, value } of mapsAt(rule.value, "backendRefs")) {
        const namespace = stringAt(value, "namespace") ?? effectiveNamespace(route.namespace);
        const service = find(namespace, stringAt(value, "name") ?? "");
        const backend = service && backendOf(inventory, service, numberAt(value, "port"));
        const path = backend && stringAt(backend.container.probes, "readinessProbe", "httpGet", "path");
        // A probe elsewhere is the evidence that health is not told at the root.
        if (
          !service ||
          !backend ||
          !path ||
          path === "/" ||
          policed.has(`${service.namespace}/${service.name}`)
        )
          continue;
        report(route, {
          path: ["spec", "rules", rule.index, "backendRefs", index, "name"],
          message: `the gateway expects 200 from / of ${backend.pod.name}, whose health is told at ${path}: no HealthCheckPolicy targets Service "${service.name ?? ""}"`,
          related: backend.pod.fact
            ? [
                {
                  fact: backend.pod.fact,
                  path: [...backend.container.path, "readinessProbe", "httpGet", "path"],
                  message: "the readiness probe",
                },
              ]
            : [],
        });
      }
  }
}

function probePort({ ports, probes }: ContainerData, probe: string): number | undefined {
  const name = stringAt(probes, probe, "httpGet", "port");
  if (name === undefined) return numberAt(probes, probe, "httpGet", "port");
  return numberAt(mapsAt([...ports]).find(({ value }) => value.name === name)?.value, "containerPort");
}
