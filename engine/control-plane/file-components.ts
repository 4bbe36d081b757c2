import { remove, set } from "../fixes/change";
import { isObject, type JsonValue, type Path, valueAt } from "../json";
import type { GroupKind } from "../kubernetes/resource";
import type { Component, ComponentName, Flag } from "./component";
import { CONFIGURATION_KINDS, type Configuration } from "./configuration";

/** How a configuration file of a component names what its flags name. */
interface FileFields {
  readonly name: ComponentName;
  /** Flag → field. */
  readonly fields: Readonly<Record<string, Path>>;
}

/** Source: k8s.io/kubelet config/v1beta1, k8s.io/kube-proxy config/v1alpha1, k8s.io/kube-scheduler config/v1 at 1.37. */
const FILES: Readonly<Record<GroupKind, FileFields>> = {
  [CONFIGURATION_KINDS.kubelet]: {
    name: "kubelet",
    fields: {
      "anonymous-auth": ["authentication", "anonymous", "enabled"],
      "authentication-token-webhook": ["authentication", "webhook", "enabled"],
      "client-ca-file": ["authentication", "x509", "clientCAFile"],
      "authorization-mode": ["authorization", "mode"],
      "read-only-port": ["readOnlyPort"],
      "streaming-connection-idle-timeout": ["streamingConnectionIdleTimeout"],
      "protect-kernel-defaults": ["protectKernelDefaults"],
      "make-iptables-util-chains": ["makeIPTablesUtilChains"],
      "event-qps": ["eventRecordQPS"],
      "tls-cert-file": ["tlsCertFile"],
      "tls-private-key-file": ["tlsPrivateKeyFile"],
      "rotate-certificates": ["rotateCertificates"],
      "rotate-server-certificates": ["serverTLSBootstrap"],
      "tls-cipher-suites": ["tlsCipherSuites"],
      "tls-min-version": ["tlsMinVersion"],
      "pod-max-pids": ["podPidsLimit"],
      "seccomp-default": ["seccompDefault"],
      "allowed-unsafe-sysctls": ["allowedUnsafeSysctls"],
      "manifest-url": ["staticPodURL"],
    },
  },
  [CONFIGURATION_KINDS.kubeProxy]: {
    name: "kube-proxy",
    fields: { "metrics-bind-address": ["metricsBindAddress"], profiling: ["enableProfiling"] },
  },
  [CONFIGURATION_KINDS.scheduler]: {
    name: "kube-scheduler",
    fields: { profiling: ["enableProfiling"] },
  },
};

/** The component of a configuration file, its fields read as the flags they stand for; `undefined` for other kinds. */
export function componentOfFile(configuration: Configuration): Component | undefined {
  const file = FILES[configuration.kind];
  if (!file) return undefined;
  const { object } = configuration;
  const gates = valueAt(object, ["featureGates"]);
  const typed = (text: string): JsonValue =>
    /^(true|false)$/.test(text) ? text === "true" : /^\d+$/.test(text) ? Number(text) : text;
  const flags = Object.entries(file.fields).flatMap(([name, path]): Flag[] => {
    const raw = valueAt(object, path);
    const value = textOf(raw);
    if (raw === undefined || raw === null || raw === "") return [];
    const place = configuration.place(path);
    return [
      {
        name,
        value,
        place,
        valueSpan: place.span || typeof raw !== "string" ? undefined : { start: 0, end: raw.length },
        ...(Array.isArray(raw)
          ? {
              memberPlaces: raw.flatMap((item, index) =>
                typeof item === "string" ? [configuration.place([...path, index])] : [],
              ),
            }
          : {}),
        set: (by) => configuration.edit([set(path, Array.isArray(raw) ? by.split(",") : typed(by))]),
        remove: () => configuration.edit([remove(path)]),
      },
    ];
  });
  return {
    name: file.name,
    source: "file",
    flags: [...flags, ...gateFlags(configuration, gates)],
    spell: (flag) => (file.fields[flag] ?? [flag === "feature-gates" ? "featureGates" : flag]).join("."),
    home: (flag) => configuration.place(file.fields[flag] ?? []),
    presets: {},
    isComplete: true,
    version: undefined,
    add: (name, value) => {
      const path = file.fields[name];
      return path ? configuration.edit([set(path, typed(value))]) : [];
    },
  };
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string").join(",");
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number"
    ? String(value)
    : undefined;
}

/** A file has its feature gates as a map; each becomes a flag of its own. */
function gateFlags(configuration: Configuration, gates: JsonValue | undefined): Flag[] {
  return Object.entries(isObject(gates) ? gates : {}).map(([gate, value]) => ({
    name: "feature-gates",
    value: `${gate}=${String(value)}`,
    place: configuration.place(["featureGates", gate]),
    valueSpan: undefined,
    set: (by) => configuration.edit([set(["featureGates", gate], by.endsWith("=true"))]),
    remove: () => configuration.edit([remove(["featureGates", gate])]),
  }));
}
