import type { Change } from "../fixes/fix";
import { isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../json";
import { mapsAt, stringAt, stringMapAt } from "../kubernetes/fields";
import { type GroupKind, groupKind, parseApiVersion, type Resource } from "../kubernetes/resource";
import { rememberLast } from "../remember";
import { editDocument } from "../yaml/edit";
import { locate } from "../yaml/locate";
import { parseDocument } from "../yaml/parse-document";
import { splitDocuments } from "../yaml/split-documents";
import { applyTextEdits } from "../yaml/text-edit";
import type { Place } from "./component";

/** A configuration file of a component, wherever it is written: a file of its own, text in a ConfigMap, part of another object. */
export interface Configuration {
  readonly kind: GroupKind;
  /** `v1beta4`; `""` where the object that holds it names none. */
  readonly version: string;
  readonly object: JsonObject;
  /** Where a field of the configuration stands in the resource. */
  place(path: Path, target?: "key"): Place;
  /** The changes of the resource that make these changes of the configuration; empty where that cannot be done. */
  edit(changes: readonly Change[]): readonly Change[];
}

/** The kinds of configuration files that are understood. */
export const CONFIGURATION_KINDS = {
  clusterConfiguration: "kubeadm.k8s.io/ClusterConfiguration",
  initConfiguration: "kubeadm.k8s.io/InitConfiguration",
  joinConfiguration: "kubeadm.k8s.io/JoinConfiguration",
  kubelet: "kubelet.config.k8s.io/KubeletConfiguration",
  kubeProxy: "kubeproxy.config.k8s.io/KubeProxyConfiguration",
  scheduler: "kubescheduler.config.k8s.io/KubeSchedulerConfiguration",
  encryption: "apiserver.config.k8s.io/EncryptionConfiguration",
  admission: "apiserver.config.k8s.io/AdmissionConfiguration",
  authentication: "apiserver.config.k8s.io/AuthenticationConfiguration",
  authorization: "apiserver.config.k8s.io/AuthorizationConfiguration",
  auditPolicy: "audit.k8s.io/Policy",
  podSecurity: "pod-security.admission.config.k8s.io/PodSecurityConfiguration",
  eventRateLimit: "eventratelimit.admission.k8s.io/Configuration",
} as const satisfies Readonly<Record<string, GroupKind>>;

const KNOWN = new Set<GroupKind>(Object.values(CONFIGURATION_KINDS));

/** Where Cluster API keeps the object that holds kubeadm's configurations and files. */
const CLUSTER_API: Readonly<Record<GroupKind, Path>> = {
  "controlplane.cluster.x-k8s.io/KubeadmControlPlane": ["spec", "kubeadmConfigSpec"],
  "controlplane.cluster.x-k8s.io/KubeadmControlPlaneTemplate": [
    "spec",
    "template",
    "spec",
    "kubeadmConfigSpec",
  ],
  "bootstrap.cluster.x-k8s.io/KubeadmConfig": ["spec"],
  "bootstrap.cluster.x-k8s.io/KubeadmConfigTemplate": ["spec", "template", "spec"],
};

/** The kinds that may hold a configuration: the files themselves and what carries them. */
export function carriersOf(kinds: readonly GroupKind[]): GroupKind[] {
  const inAdmission = kinds.some(
    (kind) => kind === CONFIGURATION_KINDS.podSecurity || kind === CONFIGURATION_KINDS.eventRateLimit,
  );
  return [
    ...new Set([
      ...kinds,
      ...(inAdmission ? [CONFIGURATION_KINDS.admission] : []),
      "ConfigMap",
      "Secret",
      ...Object.keys(CLUSTER_API),
    ]),
  ];
}

/** Every configuration that a resource is or holds. */
export const configurationsOf: (resource: Resource) => readonly Configuration[] =
  rememberLast(findConfigurations);

function findConfigurations(resource: Resource): Configuration[] {
  const kind = groupKind(resource);
  if (KNOWN.has(kind)) return withPlugins(objectAt(kind, resource.version, resource.object, []));
  if (kind === "ConfigMap") return inTexts(resource.object, ["data"]);
  if (kind === "Secret") return inTexts(resource.object, ["stringData"]);
  const base = CLUSTER_API[kind];
  return base ? inClusterApi(resource.object, base) : [];
}

function inClusterApi(root: JsonObject, base: Path): Configuration[] {
  const parts = [
    ["clusterConfiguration", CONFIGURATION_KINDS.clusterConfiguration],
    ["initConfiguration", CONFIGURATION_KINDS.initConfiguration],
    ["joinConfiguration", CONFIGURATION_KINDS.joinConfiguration],
  ] as const;
  return [
    ...parts.flatMap(([field, kind]) => {
      const object = valueAt(root, [...base, field]);
      return isObject(object) ? [objectAt(kind, "", object, [...base, field])] : [];
    }),
    ...mapsAt(root, ...base, "files").flatMap(({ index, value }) =>
      inText(stringAt(value, "content") ?? "", [...base, "files", index, "content"]),
    ),
  ];
}

function inTexts(root: JsonObject, path: Path): Configuration[] {
  return Object.entries(stringMapAt(root, ...path)).flatMap(([key, text]) => inText(text, [...path, key]));
}

function objectAt(kind: GroupKind, version: string, object: JsonObject, base: Path): Configuration {
  const shift = (change: Change): Change => ({ ...change, path: [...base, ...change.path] });
  return {
    kind,
    version,
    object,
    place: (path, target) => ({ path: [...base, ...path], ...(target ? { target } : {}) }),
    edit: (changes) => changes.map(shift),
  };
}

/** The configurations of the admission plugins stand inside that of admission. */
function withPlugins(configuration: Configuration): Configuration[] {
  if (configuration.kind !== CONFIGURATION_KINDS.admission) return [configuration];
  const inner = mapsAt(configuration.object, "plugins").flatMap(({ index, value }): Configuration[] => {
    const base = ["plugins", index, "configuration"];
    const identity = identify(value.configuration);
    if (!identity) return [];
    return [
      {
        ...identity,
        place: (path, target) => configuration.place([...base, ...path], target),
        edit: (changes) =>
          configuration.edit(changes.map((change) => ({ ...change, path: [...base, ...change.path] }))),
      },
    ];
  });
  return [configuration, ...inner];
}

function identify(
  value: JsonValue | undefined,
): Pick<Configuration, "kind" | "version" | "object"> | undefined {
  const apiVersion = stringAt(value, "apiVersion");
  const kind = stringAt(value, "kind");
  if (!isObject(value) || !apiVersion || !kind) return undefined;
  const { group, version } = parseApiVersion(apiVersion);
  const identity = groupKind({ group, kind });
  return KNOWN.has(identity) ? { kind: identity, version, object: value } : undefined;
}

/** The configurations of a text that holds YAML documents. */
function inText(text: string, path: Path): Configuration[] {
  if (!/^\s*["']?kind["']?:/m.test(text) || !text.includes(".k8s.io/")) return [];
  return splitDocuments(text).flatMap((slice): Configuration[] => {
    const document = parseDocument(text.slice(slice.start, slice.end));
    const identity = document.problems.length === 0 ? identify(document.value) : undefined;
    if (!identity) return [];
    return withPlugins({
      ...identity,
      place: (inner, target) => {
        const { start, end } = locate(document, [], inner, target);
        return { path, span: { start: slice.start + start, end: slice.start + end } };
      },
      edit: (changes) => {
        const edits = editDocument(document, changes);
        if (!edits) return [];
        const after = applyTextEdits(document.text, edits);
        return [{ op: "set", path, value: text.slice(0, slice.start) + after + text.slice(slice.end) }];
      },
    });
  });
}
