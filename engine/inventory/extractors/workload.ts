import type { JsonObject, JsonValue } from "../../json";
import { booleanAt, listAt, mapAt, mapsAt, numberAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { type Container, type PodTemplate, podTemplatesOf } from "../../kubernetes/pod-template";
import type { Resource } from "../../kubernetes/resource";

/** What the inventory keeps of a workload. */
export type WorkloadData = {
  readonly pods: PodData[];
  readonly replicas: number | null;
  /** `spec.serviceName`, of StatefulSets. */
  readonly serviceName: string | null;
  /** `spec.selector` as written. */
  readonly selector: JsonObject;
};

/** What the inventory keeps of a pod template. */
export type PodData = {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Where the pod spec stands in the resource. */
  readonly path: (string | number)[];
  readonly serviceAccountName: string | null;
  readonly automountServiceAccountToken: boolean | null;
  readonly hostNetwork: boolean;
  readonly dnsPolicy: string;
  /** `spec.dnsConfig.nameservers`. */
  readonly nameservers: string[];
  /** The addresses of a live Pod; empty for what is not running. */
  readonly addresses: string[];
  readonly nodeName: string | null;
  readonly priorityClassName: string | null;
  readonly imagePullSecrets: string[];
  readonly containers: ContainerData[];
  readonly volumes: JsonValue[];
};

/** What the inventory keeps of a container. Literal env values never enter. */
export type ContainerData = {
  readonly name: string | null;
  readonly path: (string | number)[];
  readonly init: boolean;
  readonly image: string | null;
  readonly ports: JsonValue[];
  /** `valueFrom` references by variable name, with the index in the list as written, and `envFrom` sources. */
  readonly env: { readonly name: string; readonly index: number; readonly valueFrom: JsonObject }[];
  readonly envFrom: JsonValue[];
  readonly volumeMounts: JsonValue[];
  readonly probes: JsonObject;
  readonly resources: JsonObject;
};

/** A workload of any kind: its pods with what evaluators and cross-resource rules need. */
export function extractWorkload(resource: Resource): JsonObject {
  const data: WorkloadData = {
    pods: podTemplatesOf(resource).map(podData),
    replicas: numberAt(resource.object, "spec", "replicas") ?? null,
    serviceName: stringAt(resource.object, "spec", "serviceName") ?? null,
    selector: mapAt(resource.object, "spec", "selector"),
  };
  return data as unknown as JsonObject;
}

function podData(pod: PodTemplate): PodData {
  return {
    labels: pod.labels,
    annotations: pod.annotations,
    path: [...pod.path],
    serviceAccountName:
      stringAt(pod.spec, "serviceAccountName") ?? stringAt(pod.spec, "serviceAccount") ?? null,
    automountServiceAccountToken: booleanAt(pod.spec, "automountServiceAccountToken") ?? null,
    hostNetwork: booleanAt(pod.spec, "hostNetwork") ?? false,
    dnsPolicy: stringAt(pod.spec, "dnsPolicy") ?? "ClusterFirst",
    nameservers: stringsAt(pod.spec, "dnsConfig", "nameservers"),
    addresses: podAddresses(pod),
    nodeName: stringAt(pod.spec, "nodeName") ?? null,
    priorityClassName: stringAt(pod.spec, "priorityClassName") ?? null,
    imagePullSecrets: mapsAt(pod.spec, "imagePullSecrets").flatMap(
      ({ value }) => stringAt(value, "name") ?? [],
    ),
    containers: pod.containers.map(containerData),
    volumes: [...listAt(pod.spec, "volumes")],
  };
}

function podAddresses({ resource }: PodTemplate): string[] {
  if (resource.kind !== "Pod") return [];
  const listed = mapsAt(resource.object, "status", "podIPs").flatMap(
    ({ value }) => stringAt(value, "ip") ?? [],
  );
  const single = stringAt(resource.object, "status", "podIP");
  return listed.length > 0 || !single ? listed : [single];
}

function containerData(container: Container): ContainerData {
  const probes: JsonObject = {};
  for (const probe of ["livenessProbe", "readinessProbe", "startupProbe"]) {
    if (container.spec[probe] !== undefined) probes[probe] = container.spec[probe];
  }
  return {
    name: container.name ?? null,
    path: [...container.path],
    init: container.list === "initContainers",
    image: container.image ?? null,
    ports: [...listAt(container.spec, "ports")],
    env: mapsAt(container.spec, "env").flatMap(({ index, value }) => {
      const name = stringAt(value, "name");
      return name && value.valueFrom !== undefined
        ? [{ name, index, valueFrom: mapAt(value, "valueFrom") }]
        : [];
    }),
    envFrom: [...listAt(container.spec, "envFrom")],
    volumeMounts: [...listAt(container.spec, "volumeMounts")],
    probes,
    resources: mapAt(container.spec, "resources"),
  };
}
