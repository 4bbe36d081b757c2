import type { JsonObject, JsonValue } from "../../json";
import { booleanAt, listAt, mapAt, mapsAt, numberAt, stringAt, stringsAt } from "../../kubernetes/fields";
import { type Container, type PodTemplate, podTemplatesOf } from "../../kubernetes/pod-template";
import type { Resource } from "../../kubernetes/resource";
import { type HostData, hostsIn } from "./hosts";

/** What the inventory keeps of a workload. */
export type WorkloadData = {
  readonly pods: PodData[];
  readonly replicas: number | null;
  /** `spec.serviceName`, of StatefulSets. */
  readonly serviceName: string | null;
  /** `spec.selector` as written. */
  readonly selector: JsonObject;
  /** `spec.volumeClaimTemplates`, of StatefulSets, with their places in the list as written. */
  readonly claims: { readonly name: string; readonly index: number; readonly spec: JsonObject }[];
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
  /** The fields of the pod spec that admission judges, as written; see `POD_FIELDS`. */
  readonly spec: JsonObject;
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
  /** The hosts that literals of `env` name, without anything else of the literals. */
  readonly hosts: HostData[];
  readonly volumeMounts: JsonValue[];
  readonly probes: JsonObject;
  readonly resources: JsonObject;
  /** `securityContext`, `restartPolicy` and the hosts of `lifecycle`, as written. */
  readonly spec: JsonObject;
  /** The files below its mounts that env values and arguments name. */
  readonly files: MountedFile[];
};

/** A file that a container is told to read from a volume. */
export type MountedFile = {
  /** Its path below the mount; never empty. */
  readonly file: string;
  /** The index of the mount in `volumeMounts`. */
  readonly mount: number;
  /** Where it is named, relative to the resource. */
  readonly path: (string | number)[];
};

/** What admission reads of a pod spec beside its containers and volumes. */
const POD_FIELDS = [
  "hostNetwork",
  "hostPID",
  "hostIPC",
  "hostUsers",
  "os",
  "securityContext",
  "resources",
  "activeDeadlineSeconds",
];

/** A workload of any kind: its pods with what evaluators and cross-resource rules need. */
export function extractWorkload(resource: Resource): JsonObject {
  const data: WorkloadData = {
    pods: podTemplatesOf(resource).map(podData),
    replicas: numberAt(resource.object, "spec", "replicas") ?? null,
    serviceName: stringAt(resource.object, "spec", "serviceName") ?? null,
    selector: mapAt(resource.object, "spec", "selector"),
    claims: mapsAt(resource.object, "spec", "volumeClaimTemplates").map(({ index, value }) => ({
      name: stringAt(value, "metadata", "name") ?? "",
      index,
      spec: mapAt(value, "spec"),
    })),
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
    spec: pick(pod.spec, POD_FIELDS),
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
    hosts: mapsAt(container.spec, "env").flatMap(({ index, value }) => {
      const literal = stringAt(value, "value");
      return literal === undefined ? [] : hostsIn(stringAt(value, "name") ?? "", literal, index);
    }),
    volumeMounts: [...listAt(container.spec, "volumeMounts")],
    probes,
    resources: mapAt(container.spec, "resources"),
    spec: {
      ...pick(container.spec, ["securityContext", "restartPolicy"]),
      ...lifecycleHosts(container.spec),
    },
    files: mountedFiles(container),
  };
}

function pick(object: JsonObject, fields: readonly string[]): JsonObject {
  const picked: JsonObject = {};
  for (const field of fields) if (object[field] !== undefined) picked[field] = object[field];
  return picked;
}

/** Hooks may hold commands and headers, which nobody needs here. */
function lifecycleHosts(spec: JsonObject): JsonObject {
  if (spec.lifecycle === undefined) return {};
  const hosts = ["postStart", "preStop"].flatMap((hook) =>
    ["httpGet", "tcpSocket"].flatMap((action) => {
      const host = stringAt(spec, "lifecycle", hook, action, "host");
      return host ? [[hook, { [action]: { host } }] as const] : [];
    }),
  );
  return hosts.length > 0 ? { lifecycle: Object.fromEntries(hosts) } : {};
}

/** An absolute path, alone or after the `=` of a flag; nothing with a variable or a pattern in it. */
const NAMED_FILE = /^(?:--?[\w.-]+=)?(?:file:\/\/)?(\/[\w./-]+)$/;

function mountedFiles(container: Container): MountedFile[] {
  const mounts = mapsAt(container.spec, "volumeMounts").flatMap(({ index, value }) => {
    const at = stringAt(value, "mountPath");
    return at && value.subPath === undefined && value.subPathExpr === undefined
      ? [{ index, folder: at.endsWith("/") ? at : `${at}/` }]
      : [];
  });
  if (mounts.length === 0) return [];
  const texts = [
    ...mapsAt(container.spec, "env").map(({ index, value }) => ({
      text: value.value,
      path: ["env", index, "value"],
    })),
    ...["command", "args"].flatMap((list) =>
      listAt(container.spec, list).map((text, index) => ({ text, path: [list, index] })),
    ),
  ];
  return texts.flatMap(({ text, path }) => {
    const named = typeof text === "string" ? NAMED_FILE.exec(text)?.[1] : undefined;
    // Of mounts inside each other the innermost holds the file.
    const mount = mounts
      .filter(({ folder }) => named?.startsWith(folder) && named.length > folder.length)
      .sort((a, b) => b.folder.length - a.folder.length)[0];
    return named && mount
      ? [{ file: named.slice(mount.folder.length), mount: mount.index, path: [...container.path, ...path] }]
      : [];
  });
}
