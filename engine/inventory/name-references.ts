import type { JsonValue } from "../json";
import type { GroupKind } from "../kubernetes/resource";

/** A place in the facts of some kinds where the name of another resource stands. */
export interface NameReference {
  /** The kinds that are referred to. */
  readonly to: readonly GroupKind[];
  /** The kinds whose facts hold it; `"workload"` for all that have pods. */
  readonly from: readonly (GroupKind | "workload")[];
  /** From the fact's data; `"*"` for every item of a list. The last segment holds the name. */
  readonly path: readonly string[];
}

const RBAC = "rbac.authorization.k8s.io";
const BINDINGS = [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`];
const WEBHOOKS = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"].map(
  (kind) => `admissionregistration.k8s.io/${kind}`,
);
const SCALED = [
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "ReplicationController",
  "argoproj.io/Rollout",
];

const inPods = (...path: string[]) => ["pods", "*", ...path];
const inContainers = (...path: string[]) => inPods("containers", "*", ...path);
const inVolumes = (...path: string[]) => inPods("volumes", "*", ...path);

/** A reference to each of some kinds from the pods of workloads. */
const fromPods = (to: GroupKind, ...paths: readonly string[][]): NameReference[] =>
  paths.map((path) => ({ to: [to], from: ["workload"], path }));

/**
 * The names that kustomize follows when it renames a resource, as far as facts hold them. Source: kustomize,
 * `builtinpluginconsts/namereference.go`. `roleRef`, `subjects` and `scaleTargetRef` name their kind beside them.
 */
export const NAME_REFERENCES: readonly NameReference[] = [
  ...fromPods(
    "ConfigMap",
    inContainers("env", "*", "valueFrom", "configMapKeyRef", "name"),
    inContainers("envFrom", "*", "configMapRef", "name"),
    inVolumes("configMap", "name"),
    inVolumes("projected", "sources", "*", "configMap", "name"),
  ),
  ...fromPods(
    "Secret",
    inContainers("env", "*", "valueFrom", "secretKeyRef", "name"),
    inContainers("envFrom", "*", "secretRef", "name"),
    inVolumes("secret", "secretName"),
    inVolumes("projected", "sources", "*", "secret", "name"),
    inVolumes("csi", "nodePublishSecretRef", "name"),
    inPods("imagePullSecrets", "*"),
  ),
  ...fromPods("ServiceAccount", inPods("serviceAccountName")),
  ...fromPods("PersistentVolumeClaim", inVolumes("persistentVolumeClaim", "claimName")),
  ...fromPods("scheduling.k8s.io/PriorityClass", inPods("priorityClassName")),
  { to: ["Service"], from: ["apps/StatefulSet"], path: ["serviceName"] },
  { to: ["Secret"], from: ["ServiceAccount"], path: ["secrets", "*", "name"] },
  { to: ["Secret"], from: ["ServiceAccount"], path: ["imagePullSecrets", "*", "name"] },
  { to: ["Secret"], from: ["networking.k8s.io/Ingress"], path: ["spec", "tls", "*", "secretName"] },
  {
    to: ["Service"],
    from: ["networking.k8s.io/Ingress"],
    path: ["spec", "rules", "*", "http", "paths", "*", "backend", "service", "name"],
  },
  {
    to: ["Service"],
    from: ["networking.k8s.io/Ingress"],
    path: ["spec", "defaultBackend", "service", "name"],
  },
  {
    to: ["networking.k8s.io/IngressClass"],
    from: ["networking.k8s.io/Ingress"],
    path: ["spec", "ingressClassName"],
  },
  { to: ["Service"], from: WEBHOOKS, path: ["webhooks", "*", "clientConfig", "service", "name"] },
  { to: [`${RBAC}/Role`, `${RBAC}/ClusterRole`], from: BINDINGS, path: ["roleRef", "name"] },
  { to: ["ServiceAccount"], from: BINDINGS, path: ["subjects", "*", "name"] },
  { to: SCALED, from: ["autoscaling/HorizontalPodAutoscaler"], path: ["spec", "scaleTargetRef", "name"] },
  { to: ["PersistentVolume"], from: ["PersistentVolumeClaim"], path: ["spec", "volumeName"] },
  {
    to: ["storage.k8s.io/StorageClass"],
    from: ["PersistentVolumeClaim", "PersistentVolume"],
    path: ["spec", "storageClassName"],
  },
];

/**
 * Replaces the strings at a path, `"*"` standing for every item of a list. What does not change is shared with the
 * value given.
 *
 * @param replace receives the string and the map (or list) that holds it
 */
export function replaceStrings(
  value: JsonValue | undefined,
  path: readonly string[],
  replace: (name: string, holder: JsonValue) => JsonValue,
): JsonValue | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined || typeof value !== "object" || value === null) return value;
  const next = (child: JsonValue | undefined): JsonValue | undefined =>
    rest.length > 0
      ? replaceStrings(child, rest, replace)
      : typeof child === "string"
        ? replace(child, value)
        : child;
  if (Array.isArray(value)) {
    if (segment !== "*") return value;
    const items = value.map((item) => next(item) ?? item);
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const before = value[segment];
  const after = next(before);
  return after === before || segment === "*" ? value : { ...value, [segment]: after };
}
