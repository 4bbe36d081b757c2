import { isDefaultRbac } from "../access/default-rbac";
import { bindingsOf } from "../access/grants";
import { accountUser } from "../access/implied-groups";
import { createAccessWorld } from "../access/world";
import type { HostData } from "../inventory/extractors/hosts";
import type { Fact } from "../inventory/fact";
import type { Inventory } from "../inventory/inventory";
import { memoOf } from "../inventory/tracked-inventory";
import { podsOf } from "../inventory/workload-pods";
import { type JsonObject, valueAt } from "../json";
import { booleanAt, mapsAt, numberAt, stringAt, stringsAt } from "../kubernetes/fields";
import type { GroupKind } from "../kubernetes/resource";
import { mapSelectorMatches } from "../kubernetes/selector";
import { effectiveNamespace, type PodEndpoint } from "../network/endpoint";
import { networkOf } from "../network/network";
import { referencesOf } from "../references/references-of";
import { selectionsOf } from "../references/selection";
import { parseServiceHost } from "../references/service-host";

/** One end of a connection as a policy names it. */
export type Peer =
  | { readonly kind: "pod"; readonly pod: PodEndpoint }
  /** The pods of a namespace whose manifests are not in sight. */
  | { readonly kind: "namespace"; readonly namespace: string }
  | { readonly kind: "block"; readonly cidr: string }
  /** Anything: who it is stands in no manifest. */
  | { readonly kind: "anything" };

/** A connection that a manifest says is needed. */
export interface EvidencedConnection {
  readonly from: Peer;
  readonly to: Peer;
  /** The port on the destination; `undefined` where the manifests do not tell. */
  readonly port: number | undefined;
  readonly protocol: "TCP" | "UDP" | "SCTP";
  /** Why, without any value of a manifest but names, hosts and ports. */
  readonly evidence: string;
}

/** The connections that the manifests of a scope declare, and hints that no policy can express. */
export interface ConnectionEvidence {
  readonly connections: readonly EvidencedConnection[];
  /** By workload: hosts without a port, or outside of what policies can name. */
  readonly unknown: readonly { readonly pod: PodEndpoint; readonly what: string }[];
}

const ANYTHING: Peer = { kind: "anything" };
/** Metrics are read by Prometheus and what stands for it. */
const SCRAPERS = /prometheus|vmagent|otel-collector/;
const CONTROLLERS =
  /ingress-nginx|nginx-ingress|traefik|haproxy|contour|kong|emissary|apisix|ingressgateway|envoy-gateway/;

/** Finds every connection that is evidenced in a scope. */
export function connectionEvidence(inventory: Inventory): ConnectionEvidence {
  const unknown: { pod: PodEndpoint; what: string }[] = [];
  const connections = [
    ...fromEdge(inventory),
    ...fromMonitors(inventory),
    ...fromWebhooks(inventory),
    ...fromHosts(inventory, unknown),
    ...toApiServer(inventory),
  ];
  return { connections, unknown };
}

const kindOf = (fact: Fact) => fact.groupKind.replace(/^.*\//, "");
const nameOf = (fact: Fact) => `${kindOf(fact)} ${fact.name ?? ""}`;

/** The resources of a kind by `namespace/name`, where a namespace that is not written is `default`. */
const byEffectiveName = memoOf(
  (inventory: Inventory, kind: GroupKind) =>
    new Map(
      inventory
        .ofKind(kind)
        .map((fact) => [`${effectiveNamespace(fact.namespace)}/${fact.name ?? ""}`, fact] as const),
    ),
);

function serviceOf(inventory: Inventory, namespace: string | undefined, name: string): Fact | undefined {
  return byEffectiveName(inventory, "Service").get(`${effectiveNamespace(namespace)}/${name}`);
}

interface Backend {
  readonly pod: PodEndpoint;
  readonly port: number;
  readonly protocol: "TCP" | "UDP" | "SCTP";
}

/** The pods behind a Service, with the ports that one of its ports, or each, leads to. */
function backendsOf(inventory: Inventory, service: Fact, port?: number | string): Backend[] {
  const selector = valueAt(service.data, ["spec", "selector"]);
  const pods = networkOf(inventory)
    .podsIn(effectiveNamespace(service.namespace))
    .filter((pod) => mapSelectorMatches(selector, pod.labels));
  const items = mapsAt(service.data, "spec", "ports").filter(
    ({ value }) =>
      port === undefined ||
      (typeof port === "number" ? numberAt(value, "port") === port : stringAt(value, "name") === port),
  );
  return items.flatMap(({ value }) =>
    pods.flatMap((pod) => {
      const target = targetPort(value, pod);
      return target === undefined ? [] : [{ pod, port: target, protocol: protocolOf(value) }];
    }),
  );
}

function targetPort(item: JsonObject, pod: PodEndpoint): number | undefined {
  const name = stringAt(item, "targetPort");
  if (name === undefined) return numberAt(item, "targetPort") ?? numberAt(item, "port");
  return pod.ports.find((each) => each.name === name)?.port;
}

function protocolOf(item: JsonObject): Backend["protocol"] {
  const protocol = stringAt(item, "protocol");
  return protocol === "UDP" || protocol === "SCTP" ? protocol : "TCP";
}

/** Ingresses, routes and published Services: the controller where it is in sight, else anything. */
function fromEdge(inventory: Inventory): EvidencedConnection[] {
  const controllers = namedPods(inventory, CONTROLLERS);
  const sources: readonly Peer[] =
    controllers.length > 0 ? controllers.map((pod) => ({ kind: "pod", pod })) : [ANYTHING];
  const routed = inventory.facts.flatMap((fact) =>
    referencesOf(fact)
      .filter(({ target, span }) => target.groupKind === "Service" && !span && isRoute(fact))
      .flatMap(({ path, target }) => {
        const service = serviceOf(inventory, target.namespace, target.name);
        const holder = valueAt(fact.data, path.slice(0, -1));
        const port =
          numberAt(holder, "port", "number") ?? stringAt(holder, "port", "name") ?? numberAt(holder, "port");
        return (service ? backendsOf(inventory, service, port) : []).flatMap(({ pod, ...to }) =>
          sources.map((from) => ({
            from,
            to: { kind: "pod" as const, pod },
            ...to,
            evidence: `${nameOf(fact)} routes to Service ${target.name}`,
          })),
        );
      }),
  );
  const published = inventory.ofKind("Service").flatMap((service) => {
    const type = stringAt(service.data, "spec", "type");
    if (type !== "LoadBalancer" && type !== "NodePort") return [];
    const ranges = stringsAt(service.data, "spec", "loadBalancerSourceRanges");
    const clients: readonly Peer[] =
      ranges.length > 0 ? ranges.map((cidr) => ({ kind: "block", cidr })) : [ANYTHING];
    return backendsOf(inventory, service).flatMap(({ pod, ...to }) =>
      clients.map((from) => ({
        from,
        to: { kind: "pod" as const, pod },
        ...to,
        evidence: `Service ${service.name ?? ""} is a ${type}`,
      })),
    );
  });
  return [...routed, ...published];
}

const ROUTES =
  /^(networking\.k8s\.io\/Ingress|gateway\.networking\.k8s\.io\/\w+Route|route\.openshift\.io\/Route|traefik\.io\/IngressRoute)$/;

function isRoute({ groupKind }: Fact): boolean {
  return ROUTES.test(groupKind);
}

function namedPods(inventory: Inventory, pattern: RegExp): PodEndpoint[] {
  return networkOf(inventory).pods.filter((pod) =>
    [pod.name, pod.labels["app.kubernetes.io/name"] ?? "", pod.labels.app ?? ""].some((name) =>
      pattern.test(name),
    ),
  );
}

/** Monitors: the scraper where it is in sight, else the namespace of the monitor, else anything. */
function fromMonitors(inventory: Inventory): EvidencedConnection[] {
  const scrapers = namedPods(inventory, SCRAPERS);
  return inventory.ofKind("monitoring.coreos.com/ServiceMonitor").flatMap((monitor) => {
    const services = selectionsOf(inventory, monitor).flatMap(({ selected }) => selected);
    const ports = mapsAt(monitor.data, "spec", "endpoints").flatMap(
      ({ value }) => stringAt(value, "port") ?? [],
    );
    return services.flatMap((service) =>
      ports.flatMap((port) =>
        backendsOf(inventory, service, port).flatMap(({ pod, ...to }) => {
          const elsewhere = effectiveNamespace(monitor.namespace) !== pod.namespace;
          const sources: readonly Peer[] =
            scrapers.length > 0
              ? scrapers.map((each) => ({ kind: "pod", pod: each }))
              : elsewhere
                ? [{ kind: "namespace", namespace: effectiveNamespace(monitor.namespace) }]
                : [ANYTHING];
          return sources.map((from) => ({
            from,
            to: { kind: "pod" as const, pod },
            ...to,
            evidence: `${nameOf(monitor)} reads metrics of Service ${service.name ?? ""}`,
          }));
        }),
      ),
    );
  });
}

/** The API server calls webhooks, from an address that no manifest tells. */
function fromWebhooks(inventory: Inventory): EvidencedConnection[] {
  return ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].flatMap((kind) =>
    inventory.ofKind(`admissionregistration.k8s.io/${kind}`).flatMap((fact) =>
      mapsAt(fact.data, "webhooks").flatMap(({ value }) => {
        const name = stringAt(value, "clientConfig", "service", "name");
        const namespace = stringAt(value, "clientConfig", "service", "namespace");
        const service = name === undefined ? undefined : serviceOf(inventory, namespace, name);
        const port = numberAt(value, "clientConfig", "service", "port") ?? 443;
        return (service ? backendsOf(inventory, service, port) : []).map(({ pod, ...to }) => ({
          from: ANYTHING,
          to: { kind: "pod" as const, pod },
          ...to,
          evidence: `${nameOf(fact)} makes the API server call Service ${name ?? ""}`,
        }));
      }),
    ),
  );
}

interface HostUse {
  readonly pod: PodEndpoint;
  readonly host: HostData;
  readonly where: string;
}

/** Hosts in literals of env, and in ConfigMaps that the pods read. */
function fromHosts(
  inventory: Inventory,
  unknown: { pod: PodEndpoint; what: string }[],
): EvidencedConnection[] {
  return hostUses(inventory).flatMap(({ pod, host, where }): EvidencedConnection[] => {
    const from: Peer = { kind: "pod", pod };
    const port = host.port ?? undefined;
    const evidence = `${where} names ${host.host}${port === undefined ? "" : `:${port}`}`;
    const meant = parseServiceHost(host.host);
    const service = meant && serviceOf(inventory, meant.namespace ?? pod.namespace, meant.name);
    if (service) {
      const exact = backendsOf(inventory, service, port);
      const all = exact.length > 0 ? exact : backendsOf(inventory, service);
      return all.map(({ pod: target, ...to }) => ({
        from,
        to: { kind: "pod", pod: target },
        ...to,
        evidence,
      }));
    }
    if (meant?.namespace !== undefined && host.host.includes(".svc")) {
      const to: Peer = { kind: "namespace", namespace: meant.namespace };
      // The Service's port is known, the pods' port is not.
      return [{ from, to, port: undefined, protocol: "TCP", evidence }];
    }
    const isAddress = /^\d+(\.\d+){3}$/.test(host.host);
    if (port === undefined || (!isAddress && !host.host.includes("."))) {
      unknown.push({ pod, what: evidence });
      return [];
    }
    const to: Peer = isAddress ? { kind: "block", cidr: `${host.host}/32` } : ANYTHING;
    return [{ from, to, port, protocol: "TCP", evidence }];
  });
}

function hostUses(inventory: Inventory): HostUse[] {
  const configMaps = inventory.ofKind("ConfigMap").filter(({ data }) => mapsAt(data, "hosts").length > 0);
  return networkOf(inventory).pods.flatMap((pod) => {
    if (!pod.fact) return [];
    const own = podsOf(pod.fact).flatMap(({ pod: template }) =>
      template.containers.flatMap(({ hosts }) =>
        hosts.map((host) => ({
          pod,
          host,
          where: `${host.name} of ${kindOf(pod.fact as Fact)} ${pod.name}`,
        })),
      ),
    );
    const read = new Set(
      referencesOf(pod.fact)
        .filter(({ target }) => target.groupKind === "ConfigMap")
        .map(({ target }) => target.name),
    );
    const shared = configMaps
      .filter(
        (fact) =>
          fact.name !== undefined &&
          read.has(fact.name) &&
          effectiveNamespace(fact.namespace) === pod.namespace,
      )
      .flatMap((fact) =>
        mapsAt(fact.data, "hosts").map(({ value }) => ({
          pod,
          host: value as unknown as HostData,
          where: `${stringAt(value, "name") ?? ""} of ConfigMap ${fact.name ?? ""}`,
        })),
      );
    return [...own, ...shared];
  });
}

/** Workloads with rights of their own talk to the API server, whose address no manifest tells. */
function toApiServer(inventory: Inventory): EvidencedConnection[] {
  const world = createAccessWorld(inventory.facts);
  return networkOf(inventory).pods.flatMap((pod) => {
    const template = pod.fact && podsOf(pod.fact)[0]?.pod;
    if (!template) return [];
    const account = template.serviceAccountName ?? "default";
    const accountFact = byEffectiveName(inventory, "ServiceAccount").get(`${pod.namespace}/${account}`);
    const mounts =
      template.automountServiceAccountToken ??
      booleanAt(accountFact?.data, "automountServiceAccountToken") ??
      true;
    const binding = bindingsOf(world, { user: accountUser(pod.namespace, account), groups: [] }).find(
      (each) => !isDefaultRbac(each.binding),
    );
    if (!mounts || !binding) return [];
    return [443, 6443].map((port) => ({
      from: { kind: "pod" as const, pod },
      to: ANYTHING,
      port,
      protocol: "TCP" as const,
      evidence: `${nameOf(binding.binding)} gives its account rights at the API server`,
    }));
  });
}
