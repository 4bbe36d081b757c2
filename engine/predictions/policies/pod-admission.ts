import { CelMap, Maybe, mapOf, Possible, Unknown, type Value } from "../../cel";
import type { JsonObject } from "../../json";
import { booleanAt, listAt, mapsAt, stringAt } from "../../kubernetes/fields";

/** What is known of the namespace that changes its pods. */
export interface PodSurroundings {
  /** Whether an account mounts its token; `undefined` where the account is not in sight. */
  mountsToken(account: string): boolean | undefined;
  /** Whether LimitRanges of the namespace may fill in requests and limits. */
  readonly hasLimitRange: boolean;
}

const TOKEN_PATH = "/var/run/secrets/kubernetes.io/serviceaccount";
const PREFIX = "kube-api-access-";

/**
 * A Pod after the mutating plugins that every API server has: ServiceAccount, DefaultTolerationSeconds, Priority,
 * LimitRanger and RuntimeClass.
 *
 * Source: k8s.io/kubernetes plugin/pkg/admission.
 *
 * @param written the spec as the manifest has it
 */
export function withPodAdmission(pod: CelMap, written: JsonObject, surroundings: PodSurroundings): CelMap {
  const spec = pod.entries.get("spec");
  if (!(spec instanceof CelMap)) return pod;
  const entries = new Map<string, Value>(spec.entries as ReadonlyMap<string, Value>);
  const cluster = new Unknown("the cluster sets it");
  const account = stringAt(written, "serviceAccountName") || stringAt(written, "serviceAccount") || "default";
  entries.set("serviceAccountName", account);
  entries.set("serviceAccount", account);
  if (!entries.has("imagePullSecrets")) entries.set("imagePullSecrets", new Maybe(cluster));
  const tolerations = entries.get("tolerations");
  entries.set("tolerations", [...(Array.isArray(tolerations) ? tolerations : []), ...DEFAULT_TOLERATIONS]);
  entries.set("priority", cluster);
  entries.set("preemptionPolicy", cluster);
  if (!entries.has("priorityClassName")) entries.set("priorityClassName", new Maybe(cluster));
  if (entries.has("runtimeClassName"))
    for (const field of ["overhead", "nodeSelector", "tolerations"]) entries.set(field, new Maybe(cluster));
  const mounts = booleanAt(written, "automountServiceAccountToken") ?? surroundings.mountsToken(account);
  if (mounts !== false) mountToken(entries, written, mounts === true);
  if (surroundings.hasLimitRange) forgetResources(entries);
  return new CelMap(new Map(pod.entries).set("spec", new CelMap(entries, spec.open)), pod.open);
}

/** Left out where the pod tolerates these already. */
const DEFAULT_TOLERATIONS = ["not-ready", "unreachable"].map(
  (taint) =>
    new Maybe(
      mapOf({
        key: `node.kubernetes.io/${taint}`,
        operator: "Exists",
        effect: "NoExecute",
        tolerationSeconds: new Unknown("the cluster decides how long"),
      }),
    ),
);

/** The volume of the token, and a mount of it in every container that has none at its place. */
function mountToken(entries: Map<string, Value>, written: JsonObject, certain: boolean): void {
  const containers = ["containers", "initContainers"].flatMap((list) => mapsAt(written, list));
  const bare = containers.filter(({ value }) => !hasTokenMount(value));
  // A volume that nobody would mount is not added.
  if (bare.length === 0) return;
  const name = new Possible("the name of the token's volume is made by the cluster", (text) =>
    text.startsWith(PREFIX) ? undefined : false,
  );
  // An earlier volume of the name is taken instead of a new one.
  const isSure =
    certain && !mapsAt(written, "volumes").some(({ value }) => stringAt(value, "name")?.startsWith(PREFIX));
  const perhaps = (value: Value) => (isSure ? value : new Maybe(value));
  const volumes = entries.get("volumes");
  if (isSure || Array.isArray(volumes))
    entries.set("volumes", [...(Array.isArray(volumes) ? volumes : []), perhaps(tokenVolume(name))]);
  else entries.set("volumes", new Maybe([new Maybe(tokenVolume(name))]));
  const mount = mapOf({ name, readOnly: true, mountPath: TOKEN_PATH });
  for (const list of ["containers", "initContainers"]) {
    const known = entries.get(list);
    if (!Array.isArray(known)) continue;
    entries.set(
      list,
      known.map((container: Value, index) => {
        if (!(container instanceof CelMap) || hasTokenMount(listAt(written, list)[index])) return container;
        const mounts = container.entries.get("volumeMounts");
        const all = Array.isArray(mounts)
          ? [...mounts, perhaps(mount)]
          : isSure
            ? [mount]
            : new Maybe([new Maybe(mount)]);
        return new CelMap(new Map(container.entries).set("volumeMounts", all), container.open);
      }),
    );
  }
}

function hasTokenMount(container: JsonObject[string]): boolean {
  return mapsAt(container, "volumeMounts").some(({ value }) => stringAt(value, "mountPath") === TOKEN_PATH);
}

function tokenVolume(name: Value): CelMap {
  const sources = [
    mapOf({
      serviceAccountToken: mapOf({
        expirationSeconds: new Unknown("the cluster decides how long a token lives"),
        path: "token",
      }),
    }),
    mapOf({
      configMap: mapOf({ name: "kube-root-ca.crt", items: [mapOf({ key: "ca.crt", path: "ca.crt" })] }),
    }),
    mapOf({
      downwardAPI: mapOf({
        items: [
          mapOf({
            path: "namespace",
            fieldRef: mapOf({ apiVersion: "v1", fieldPath: "metadata.namespace" }),
          }),
        ],
      }),
    }),
  ];
  return mapOf({ name, projected: mapOf({ sources, defaultMode: 420n }) });
}

function forgetResources(entries: Map<string, Value>): void {
  for (const list of ["containers", "initContainers"]) {
    const known = entries.get(list);
    if (!Array.isArray(known)) continue;
    const unknown = new Unknown("a LimitRange may fill it in");
    entries.set(
      list,
      known.map((container: Value) =>
        container instanceof CelMap
          ? new CelMap(new Map(container.entries).set("resources", unknown), container.open)
          : container,
      ),
    );
  }
}
