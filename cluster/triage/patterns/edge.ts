import type { Fact } from "../../../engine/inventory/fact";
import type { JsonObject, JsonValue, Path } from "../../../engine/json";
import { booleanAt, hasMap, mapsAt, numberAt, stringAt } from "../../../engine/kubernetes/fields";
import type { PodEndpoint } from "../../../engine/network/endpoint";
import {
  declaredPorts,
  podPort,
  podsOfService,
  servicePortItem,
  servicesOf,
} from "../../../engine/rules/edge/backends";
import { clientReach, clientsIn, INGRESS_CONTROLLERS } from "../../../engine/rules/edge/controller-reach";
import { ingressBackends } from "../../../engine/rules/edge/ingress-backends";
import type { RuleId } from "../../../engine/rules/rule";
import { kubectlLine } from "../../transport/command-line";
import type { Diagnosis, Evidence, PatternId, WorkloadName } from "../diagnosis";
import { describeObject, nameOf, namespaceOf, type Snapshot } from "../snapshot";
import { probeWords } from "./probe-words";

/** A Service that the edge sends requests to, with where it is named. */
interface Backend {
  readonly from: Fact;
  readonly namespace: string;
  readonly service: string;
  readonly port: number | string | undefined;
  readonly path: Path;
}

const ROUTES = ["gateway.networking.k8s.io/HTTPRoute", "gateway.networking.k8s.io/GRPCRoute"];

/**
 * Requests that end in 502 or 503 at the edge: no such Service or port, no pods, none ready, a port or probe that does
 * not fit, a policy that shuts the controller out. No ready endpoint is 503 at nginx and 502 at Application Gateway.
 */
export function edgePatterns(snapshot: Snapshot): Diagnosis[] {
  const seen = new Set<string>();
  return backends(snapshot).flatMap((backend) => {
    const key = `${backend.from.groupKind}/${backend.from.name}/${backend.namespace}/${backend.service}/${backend.port}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const found = diagnose(snapshot, backend);
    return found ? [found] : [];
  });
}

function backends(snapshot: Snapshot): Backend[] {
  const { inventory } = snapshot;
  const ofIngresses = inventory.ofKind("networking.k8s.io/Ingress").flatMap((from) =>
    ingressBackends(from).map(({ service, port, servicePath }) => ({
      from,
      namespace: from.namespace ?? "default",
      service,
      port,
      path: servicePath,
    })),
  );
  const ofRoutes = ROUTES.flatMap((kind) => inventory.ofKind(kind)).flatMap((from) =>
    mapsAt(from.data, "spec", "rules").flatMap(({ index: rule, value }) =>
      mapsAt(value, "backendRefs").flatMap(({ index, value: reference }) => {
        const service = stringAt(reference, "name");
        if (service === undefined || (stringAt(reference, "kind") ?? "Service") !== "Service") return [];
        return [
          {
            from,
            namespace: stringAt(reference, "namespace") ?? from.namespace ?? "default",
            service,
            port: numberAt(reference, "port"),
            path: ["spec", "rules", rule, "backendRefs", index, "name"],
          },
        ];
      }),
    ),
  );
  return [...ofIngresses, ...ofRoutes];
}

function diagnose(snapshot: Snapshot, backend: Backend): Diagnosis | undefined {
  const { inventory } = snapshot;
  const { namespace, service: name, port } = backend;
  if (snapshot.unseen.some(({ groupKind }) => groupKind === "Service")) return undefined;
  const service = servicesOf(inventory)(namespace, name);
  const edge = `${kindName(backend.from)} ${backend.from.namespace ?? "default"}/${backend.from.name}`;
  if (!service)
    return edgeFault(snapshot, backend, "edge/service-missing", {
      cause: `${edge} sends requests to the Service "${name}", which does not exist in namespace ${namespace}: 503`,
      evidence: [],
    });
  if (stringAt(service.data, "spec", "type") === "ExternalName") return undefined;
  const item = servicePortItem(service, port);
  if (!item)
    return edgeFault(snapshot, backend, "edge/port-missing", {
      cause: `${edge} asks for port ${port ?? "?"} of the Service "${name}", which it does not have: 503`,
      evidence: [{ object: `Service ${namespace}/${name}`, place: "spec.ports", text: portsText(service) }],
    });
  const selector = (service.data as JsonObject).spec;
  if (!hasMap(selector, "selector")) return undefined;
  const pods = podsOfService(inventory, service);
  if (pods.length === 0)
    return serviceFault(snapshot, backend, "edge/no-pods", service, {
      cause: `the Service "${name}" behind ${edge} selects no pods: its selector fits no pod template`,
      evidence: [
        {
          object: `Service ${namespace}/${name}`,
          place: "spec.selector",
          text: selectorText(selector),
        },
      ],
    });
  const slices = endpointsOf(snapshot, namespace, name);
  if (slices.ready === 0 && slices.seen) return notReady(snapshot, backend, service, item, pods, slices);
  return shutOut(snapshot, backend, edge, item, pods);
}

interface Slices {
  readonly seen: boolean;
  readonly ready: number;
  readonly evidence: Evidence;
}

function endpointsOf(snapshot: Snapshot, namespace: string, name: string): Slices {
  const slices = snapshot
    .ofKind("discovery.k8s.io/EndpointSlice")
    .filter(
      (each) =>
        namespaceOf(each) === namespace &&
        stringAt(each, "metadata", "labels", "kubernetes.io/service-name") === name,
    );
  const all = slices.flatMap((slice) => mapsAt(slice, "endpoints"));
  // An absent condition counts as ready (discovery/v1 types.go).
  const ready = all.filter(({ value }) => booleanAt(value, "conditions", "ready") !== false).length;
  return {
    seen: !snapshot.unseen.some(({ groupKind }) => groupKind === "discovery.k8s.io/EndpointSlice"),
    ready,
    evidence: {
      object: slices[0] ? describeObject(slices[0]) : `Service ${namespace}/${name}`,
      place: "endpoints",
      text: `${ready} of ${all.length} endpoints are ready`,
    },
  };
}

/** Pods are there but none is ready: the probe says why, or the port that the Service leads to. */
function notReady(
  snapshot: Snapshot,
  backend: Backend,
  service: Fact,
  item: JsonObject,
  pods: readonly PodEndpoint[],
  slices: Slices,
): Diagnosis {
  const name = service.name ?? "";
  const [pod] = pods;
  const target = pod && podPort(item, pod);
  if (pod && target === undefined)
    return serviceFault(snapshot, backend, "edge/target-port", service, {
      cause: `the Service "${name}" leads to the port "${stringAt(item, "targetPort")}", which no container of ${pod.name} declares: it has no endpoint`,
      evidence: [slices.evidence],
    });
  const workload = pod?.fact ? workloadOfFact(pod.fact) : undefined;
  const live = workload ? snapshot.podsOf(workload) : [];
  const probe = live
    .flatMap((each) => snapshot.eventsOf(each))
    .find(({ reason, message }) => reason === "Unhealthy" && /^Readiness/i.test(message));
  const mismatch = workload && pod ? probeMismatch(pod) : undefined;
  if (probe && workload)
    return {
      ...faultBase(snapshot, workload, backend.namespace),
      pattern: mismatch === undefined ? "edge/not-ready" : "edge/probe-mismatch",
      pods: live.map(nameOf),
      cause: `no pod behind the Service "${name}" is ready, so users get 502 or 503: ${probeWords(probe.message)}${mismatch ?? ""}`,
      evidence: [probe.evidence, slices.evidence],
      ...(workload.kind === "Pod"
        ? { path: ["spec", "containers", 0, "readinessProbe"] }
        : { path: ["spec", "template", "spec", "containers", 0, "readinessProbe"] }),
      rules: ["resources/probe-port", "resources/readiness-probe", "edge/health-probe"],
    };
  return serviceFault(snapshot, backend, "edge/no-endpoints", service, {
    cause: `no pod behind the Service "${name}" is ready, so users get 502 or 503; why its pods do not run is told by themselves`,
    evidence: [slices.evidence],
  });
}

function probeMismatch(pod: PodEndpoint): string | undefined {
  const declared = declaredPorts(pod);
  const containers = (pod.fact?.data as JsonObject | undefined)?.pods;
  for (const { value } of mapsAt(containers as JsonValue))
    for (const { value: container } of mapsAt(value, "containers")) {
      const asked = numberAt(container, "probes", "readinessProbe", "httpGet", "port");
      if (asked !== undefined && declared.length > 0 && !declared.some(({ port }) => port === asked))
        return `; it asks port ${asked}, which no container declares (${declared.map(({ port }) => port).join(", ")})`;
    }
  return undefined;
}

/** Everything is ready, but policies admit no controller. */
function shutOut(
  snapshot: Snapshot,
  backend: Backend,
  edge: string,
  item: JsonObject,
  pods: readonly PodEndpoint[],
): Diagnosis | undefined {
  const controllers = clientsIn(snapshot.inventory, INGRESS_CONTROLLERS);
  for (const pod of pods) {
    const port = podPort(item, pod);
    if (port === undefined || pod.hostNetwork) continue;
    const { isDenied, by } = clientReach(snapshot.inventory, pod, port, controllers);
    if (!isDenied) continue;
    const names = by.map(({ name }) => name);
    return edgeFault(snapshot, backend, "edge/policy", {
      cause: `pods are ready, but ${names.length > 0 ? names.join(", ") : "policies of the controller's namespace"} shut the ingress controller out of port ${port} of ${pod.name}: users of ${edge} get 502 or 504`,
      evidence: by.map(({ name, fact }) => ({
        object: `NetworkPolicy ${fact?.namespace ?? backend.namespace}/${fact?.name ?? name}`,
        place: "spec.ingress",
        text: `no rule admits the controller to port ${port}`,
      })),
      extra: [kubectlLine(snapshot.context, "get", "networkpolicies", `--namespace=${backend.namespace}`)],
    });
  }
  return undefined;
}

const RULES: Readonly<Partial<Record<PatternId, readonly RuleId[]>>> = {
  "edge/service-missing": ["edge/ingress-backend-missing", "edge/route-backend-missing"],
  "edge/port-missing": ["edge/ingress-backend-missing", "edge/route-backend-missing"],
  "edge/no-pods": ["edge/service-selects-nothing"],
  "edge/target-port": ["edge/target-port-missing"],
  "edge/policy": ["edge/ingress-backend-unreachable"],
};

interface Found {
  readonly cause: string;
  readonly evidence: readonly Evidence[];
  readonly extra?: readonly string[];
}

/** A fault that stands in the Ingress or route. */
function edgeFault(snapshot: Snapshot, backend: Backend, pattern: PatternId, found: Found): Diagnosis {
  const workload = workloadOfFact(backend.from);
  return {
    ...faultBase(snapshot, workload, backend.namespace),
    pattern,
    pods: [],
    cause: found.cause,
    evidence: [
      {
        object: `${kindName(backend.from)} ${workload.namespace}/${workload.name}`,
        place: backend.path.join("."),
        text: backend.service,
      },
      ...found.evidence,
    ],
    commands: [...(found.extra ?? []), ...endpointCommands(snapshot, backend.namespace)],
    path: backend.path,
    rules: RULES[pattern] ?? [],
  };
}

/** A fault that stands in the Service. */
function serviceFault(
  snapshot: Snapshot,
  backend: Backend,
  pattern: PatternId,
  service: Fact,
  found: Found,
): Diagnosis {
  const path = pattern === "edge/no-pods" ? ["spec", "selector"] : ["spec", "ports"];
  return {
    ...faultBase(snapshot, workloadOfFact(service), backend.namespace),
    pattern,
    pods: [],
    cause: found.cause,
    evidence: found.evidence,
    path,
    rules: RULES[pattern] ?? [],
  };
}

function faultBase(snapshot: Snapshot, workload: WorkloadName, namespace: string) {
  return { workload, commands: endpointCommands(snapshot, namespace) };
}

function endpointCommands({ context }: Snapshot, namespace: string): string[] {
  return [
    kubectlLine(context, "get", "endpointslices", `--namespace=${namespace}`),
    kubectlLine(context, "get", "pods", `--namespace=${namespace}`, "--show-labels"),
  ];
}

function workloadOfFact(fact: Fact): WorkloadName {
  return {
    groupKind: fact.groupKind,
    kind: kindName(fact),
    namespace: fact.namespace ?? "default",
    name: fact.name ?? "",
  };
}

function kindName({ groupKind }: Fact): string {
  return groupKind.slice(groupKind.indexOf("/") + 1);
}

function portsText(service: Fact): string {
  return mapsAt(service.data, "spec", "ports")
    .map(({ value }) =>
      [stringAt(value, "name"), numberAt(value, "port")].filter((each) => each !== undefined).join(" "),
    )
    .join(", ");
}

function selectorText(spec: JsonValue | undefined): string {
  return JSON.stringify((spec as JsonObject | undefined)?.selector ?? {});
}
