import { isObject, type JsonObject, type JsonValue, type Path, valueAt } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import type { Difference } from "./difference";

/** Fields, anywhere in an object, whose change is the business of security. */
const FIELDS = new Set([
  "securityContext",
  "containers",
  "initContainers",
  "ephemeralContainers",
  "volumes",
  "volumeMounts",
  "image",
  "serviceAccountName",
  "automountServiceAccountToken",
  "hostNetwork",
  "hostPID",
  "hostIPC",
  "hostPort",
  "command",
  "args",
  "rules",
  "subjects",
  "roleRef",
  "aggregationRule",
  "webhooks",
  "ingress",
  "egress",
  "podSelector",
  "policyTypes",
  "tls",
  "externalIPs",
  "loadBalancerSourceRanges",
  "imagePullSecrets",
  "validations",
  "failurePolicy",
]);

/** Whether a difference at a path changes what an attacker could do. */
export function isSecurityPath(path: Path): boolean {
  return (
    path.some((segment) => typeof segment === "string" && FIELDS.has(segment)) ||
    (path[0] === "metadata" &&
      /pod-security\.kubernetes\.io|azure\.workload\.identity/.test(String(path[2]))) ||
    (path[0] === "spec" && path[1] === "type")
  );
}

/** Looks for something security-relevant that only the cluster has. */
type Extra = (manifest: JsonObject, live: JsonObject, kind: string) => Difference[];

const SPECS: readonly Path[] = [
  ["spec"],
  ["spec", "template", "spec"],
  ["spec", "jobTemplate", "spec", "template", "spec"],
];

/** Settings of a pod or container that open something, with what the API server fills in by itself. */
const POD_SETTINGS: readonly (readonly [Path, JsonValue | undefined])[] = [
  [["hostNetwork"], false],
  [["hostPID"], false],
  [["hostIPC"], false],
  [["shareProcessNamespace"], false],
  [["serviceAccountName"], "default"],
  [["securityContext", "runAsUser"], undefined],
  [["securityContext", "sysctls"], undefined],
];
const CONTAINER_SETTINGS: readonly (readonly [Path, JsonValue | undefined])[] = [
  [["securityContext", "privileged"], false],
  [["securityContext", "allowPrivilegeEscalation"], false],
  [["securityContext", "capabilities", "add"], undefined],
  [["securityContext", "runAsUser"], undefined],
  [["securityContext", "procMount"], "Default"],
  [["envFrom"], undefined],
];

/** What is looked for beside the fields that a manifest sets. */
export const SECURITY_EXTRAS: readonly Extra[] = [
  (manifest, live) =>
    SPECS.flatMap((base) => {
      if (!isObject(valueAt(manifest, base)) || mapsAt(manifest, ...base, "containers").length === 0)
        return [];
      return [
        ...POD_SETTINGS.flatMap(([path, usual]) => extraAt(manifest, live, base, base, path, usual)),
        ...["containers", "initContainers"].flatMap((list) => {
          const theirs = mapsAt(live, ...base, list);
          return mapsAt(manifest, ...base, list).flatMap(({ index, value }) => {
            const other = theirs.find(
              ({ value: each }) => stringAt(each, "name") === stringAt(value, "name"),
            );
            if (!other) return [];
            return CONTAINER_SETTINGS.flatMap(([path, usual]) =>
              extraAt(manifest, live, [...base, list, index], [...base, list, other.index], path, usual),
            );
          });
        }),
        // A list that the manifest does not have at all is not walked by the comparison.
        ...["initContainers", "volumes"].flatMap((list) => {
          if (valueAt(manifest, [...base, list]) !== undefined) return [];
          return mapsAt(live, ...base, list).map(({ value }) =>
            only(
              [...base, list],
              `${list === "volumes" ? "volume" : "container"} ${stringAt(value, "name") ?? "?"}`,
            ),
          );
        }),
      ];
    }),
  (manifest, live, kind) => {
    const labels = valueAt(live, ["metadata", "labels"]);
    if (kind !== "Namespace" || !isObject(labels)) return [];
    return Object.entries(labels).flatMap(([label, value]) =>
      label.startsWith("pod-security.kubernetes.io/") &&
      valueAt(manifest, ["metadata", "labels", label]) === undefined
        ? [only(["metadata", "labels", label], String(value))]
        : [],
    );
  },
  (manifest, live, kind) =>
    kind === "Service" ? extraAt(manifest, live, ["spec"], ["spec"], ["externalIPs"], undefined) : [],
];

function extraAt(
  manifest: JsonObject,
  live: JsonObject,
  ours: Path,
  theirs: Path,
  path: Path,
  usual: JsonValue | undefined,
): Difference[] {
  if (valueAt(manifest, [...ours, ...path]) !== undefined) return [];
  const value = valueAt(live, [...theirs, ...path]);
  const isThere =
    value !== undefined && value !== null && value !== usual && !(Array.isArray(value) && value.length === 0);
  return isThere ? [only([...ours, ...path], JSON.stringify(value))] : [];
}

function only(path: Path, cluster: string): Difference {
  return { path, kind: "only-in-cluster", cluster, security: true };
}
