import { append, remove, set } from "../fixes/change";
import type { Change } from "../fixes/fix";
import { isObject, type JsonValue, type Path, valueAt } from "../json";
import { hasMap, mapsAt, stringAt } from "../kubernetes/fields";
import { parseKubernetesVersion } from "../kubernetes/kubernetes-version";
import type { Component, ComponentName, Flag } from "./component";
import { CONFIGURATION_KINDS, type Configuration } from "./configuration";
import { KUBEADM_PRESETS } from "./kubeadm-presets";

/** Where a kubeadm configuration keeps the arguments of a component. */
interface ArgumentsHome {
  readonly name: ComponentName;
  readonly owner: Path;
  readonly field: string;
}

const CLUSTER: readonly ArgumentsHome[] = [
  { name: "kube-apiserver", owner: ["apiServer"], field: "extraArgs" },
  { name: "kube-controller-manager", owner: ["controllerManager"], field: "extraArgs" },
  { name: "kube-scheduler", owner: ["scheduler"], field: "extraArgs" },
  { name: "etcd", owner: ["etcd", "local"], field: "extraArgs" },
];
const NODE: readonly ArgumentsHome[] = [
  { name: "kubelet", owner: ["nodeRegistration"], field: "kubeletExtraArgs" },
];

/** Where the arguments of the components stand in a kubeadm configuration; empty for other kinds. */
export function argumentHomes(configuration: Configuration): readonly ArgumentsHome[] {
  if (configuration.kind === CONFIGURATION_KINDS.clusterConfiguration) return CLUSTER;
  if (configuration.kind === CONFIGURATION_KINDS.initConfiguration) return NODE;
  return configuration.kind === CONFIGURATION_KINDS.joinConfiguration ? NODE : [];
}

/**
 * The components that a kubeadm configuration gives arguments. `extraArgs` is a map up to v1beta3 and a list of
 * `name` and `value` from v1beta4; both are read whatever the version says. They are laid over the arguments that
 * kubeadm passes by itself.
 *
 * Source: k8s.io/kubernetes cmd/kubeadm/app/apis/kubeadm, app/phases/controlplane/manifests.go, app/phases/etcd/local.go
 */
export function componentsOfKubeadm(configuration: Configuration): Component[] {
  return argumentHomes(configuration).flatMap((home) => componentAt(configuration, home) ?? []);
}

function componentAt(
  configuration: Configuration,
  { name, owner, field }: ArgumentsHome,
): Component | undefined {
  const { object } = configuration;
  const isNode = name === "kubelet";
  const written = valueAt(object, [...owner, field]);
  if (isNode && written === undefined) return undefined;
  if (name === "etcd" && hasMap(object, "etcd", "external")) return undefined;
  const path: Path = [...owner, field];
  const isList = Array.isArray(written) || (written === undefined && configuration.version === "v1beta4");
  const edit = (...changes: readonly Change[]) => configuration.edit(changes);
  return {
    name,
    source: "kubeadm",
    flags: isList ? listFlags(configuration, path) : mapFlags(configuration, path, written),
    spell: (flag) => `--${flag}`,
    home: (flag) => {
      const field = hasMap(object, "etcd", "external") ? EXTERNAL_ETCD[flag] : undefined;
      return field ? configuration.place(["etcd", "external", field]) : configuration.place(path, "key");
    },
    presets: presetsOf(configuration, name),
    // kubeadm's kubelets have a configuration file, which says the rest.
    isComplete: !isNode,
    version: parseKubernetesVersion(stringAt(object, "kubernetesVersion") ?? ""),
    add: (flag, value) =>
      isList ? edit(append(path, { name: flag, value })) : edit(set([...path, flag], value)),
  };
}

/** What an external etcd is reached with stands in its own part of the configuration. */
const EXTERNAL_ETCD: Readonly<Record<string, string>> = {
  "etcd-cafile": "caFile",
  "etcd-certfile": "certFile",
  "etcd-keyfile": "keyFile",
};

function presetsOf({ object }: Configuration, name: ComponentName): Readonly<Record<string, string>> {
  const presets = KUBEADM_PRESETS[name] ?? {};
  if (name !== "kube-apiserver" || !hasMap(object, "etcd", "external")) return presets;
  const own = Object.entries(EXTERNAL_ETCD).flatMap(([flag, field]) => {
    const value = stringAt(object, "etcd", "external", field);
    return value ? [[flag, value]] : [];
  });
  const others = Object.entries(presets).filter(([flag]) => EXTERNAL_ETCD[flag] === undefined);
  return Object.fromEntries([...others, ...own]);
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number"
    ? String(value)
    : undefined;
}

function mapFlags(configuration: Configuration, path: Path, map: JsonValue | undefined): Flag[] {
  return Object.entries(isObject(map) ? map : {}).map(([name, raw]) =>
    entryFlag(configuration, name, raw, [...path, name], [...path, name]),
  );
}

function listFlags(configuration: Configuration, path: Path): Flag[] {
  return mapsAt(configuration.object, ...path).flatMap(({ index, value }) => {
    const name = stringAt(value, "name");
    return name
      ? [entryFlag(configuration, name, value.value, [...path, index, "value"], [...path, index])]
      : [];
  });
}

function entryFlag(
  configuration: Configuration,
  name: string,
  raw: JsonValue | undefined,
  valuePath: Path,
  entryPath: Path,
): Flag {
  const value = textOf(raw);
  const place = configuration.place(valuePath);
  return {
    name: name.replaceAll("_", "-"),
    value,
    place,
    valueSpan: place.span || typeof raw !== "string" ? undefined : { start: 0, end: raw.length },
    set: (by) => configuration.edit([set(valuePath, by)]),
    remove: () => configuration.edit([remove(entryPath)]),
  };
}
