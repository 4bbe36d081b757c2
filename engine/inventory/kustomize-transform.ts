import { isObject, type JsonObject, type JsonValue } from "../json";
import { isClusterScoped } from "../kubernetes/cluster-scoped";
import { booleanAt, listAt, mapsAt, numberAt, stringAt, stringMapAt } from "../kubernetes/fields";
import { type GroupKind, groupKind, parseApiVersion } from "../kubernetes/resource";
import type { Fact } from "./fact";
import { NAME_REFERENCES, replaceStrings } from "./name-references";

/** Labels that a kustomization adds, and where besides the resources' own metadata. */
export interface AddedLabels {
  readonly pairs: Readonly<Record<string, string>>;
  /** Also to selectors and, with them, to pod templates. */
  readonly selectors: boolean;
  /** Also to pod templates. */
  readonly templates: boolean;
}

/** How a kustomization replaces an image; absent parts stay. */
export interface ImageChange {
  readonly name: string;
  readonly newName: string | undefined;
  readonly newTag: string | undefined;
  readonly digest: string | undefined;
}

/** What a kustomization does to everything in it, as far as it can be told without rendering. */
export interface KustomizeTransform {
  readonly namespace: string | undefined;
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly labels: readonly AddedLabels[];
  readonly annotations: Readonly<Record<string, string>>;
  readonly images: readonly ImageChange[];
  readonly replicas: readonly { readonly name: string; readonly count: number }[];
}

/** A fact of a kustomization with the names it had before: a reference may use any of them. */
export interface NamedFact {
  readonly fact: Fact;
  readonly earlierNames: readonly string[];
}

/** Reads what a kustomization does to everything in it. Values of a wrong type count as absent. */
export function readTransform(kustomization: JsonObject): KustomizeTransform {
  const common = stringMapAt(kustomization, "commonLabels");
  return {
    namespace: stringAt(kustomization, "namespace") || undefined,
    namePrefix: stringAt(kustomization, "namePrefix") ?? "",
    nameSuffix: stringAt(kustomization, "nameSuffix") ?? "",
    labels: [
      ...(Object.keys(common).length > 0 ? [{ pairs: common, selectors: true, templates: true }] : []),
      ...mapsAt(kustomization, "labels").map(({ value }) => {
        const selectors = booleanAt(value, "includeSelectors") ?? false;
        return {
          pairs: stringMapAt(value, "pairs"),
          selectors,
          templates: selectors || (booleanAt(value, "includeTemplates") ?? false),
        };
      }),
    ],
    annotations: stringMapAt(kustomization, "commonAnnotations"),
    images: mapsAt(kustomization, "images").flatMap(({ value }) => {
      const name = stringAt(value, "name");
      return name
        ? [
            {
              name,
              newName: stringAt(value, "newName") || undefined,
              newTag: stringAt(value, "newTag") || undefined,
              digest: stringAt(value, "digest") || undefined,
            },
          ]
        : [];
    }),
    replicas: mapsAt(kustomization, "replicas").flatMap(({ value }) => {
      const name = stringAt(value, "name");
      const count = numberAt(value, "count");
      return name && count !== undefined ? [{ name, count }] : [];
    }),
  };
}

/**
 * Applies what a kustomization does to the facts of everything in it, in kustomize's order: namespace, names, labels,
 * annotations, replicas, images, and last the references to what was renamed. Facts are not changed but replaced.
 */
export function transformFacts(
  facts: readonly NamedFact[],
  transform: KustomizeTransform,
): readonly NamedFact[] {
  if (changesNothing(transform) && facts.every(({ earlierNames }) => earlierNames.length === 0)) return facts;
  const before = new Map<Fact, Fact>();
  const changed = facts.map(({ fact, earlierNames }) => {
    const moved = rename(inNamespace(fact, transform.namespace), transform);
    const names =
      moved.name === fact.name || fact.name === undefined ? earlierNames : [...earlierNames, fact.name];
    const labelled = withAnnotations(withLabels(moved, transform.labels), transform.annotations);
    const now = withImages(withReplicas(labelled, transform.replicas, names), transform.images);
    before.set(now, fact);
    return { fact: now, earlierNames: names };
  });
  const resolve = createResolver(changed, before);
  return changed.map(({ fact, earlierNames }) => ({
    fact: withReferences(fact, before.get(fact) ?? fact, resolve),
    earlierNames,
  }));
}

function changesNothing(transform: KustomizeTransform): boolean {
  const { namespace, namePrefix, nameSuffix, labels, annotations, images, replicas } = transform;
  const lists = [labels, images, replicas, Object.keys(annotations)];
  return (
    namespace === undefined &&
    namePrefix === "" &&
    nameSuffix === "" &&
    lists.every((list) => list.length === 0)
  );
}

function inNamespace(fact: Fact, namespace: string | undefined): Fact {
  if (namespace === undefined) return fact;
  // Source: kustomize, `builtinpluginconsts/namespace.go`: the Namespace of the scope is renamed too.
  if (fact.groupKind === "Namespace") return { ...fact, name: namespace };
  if (!isClusterScoped(fact.groupKind)) {
    const moved = { ...fact, namespace };
    return BINDINGS.has(fact.groupKind) ? withDefaultSubject(moved, namespace) : moved;
  }
  return BINDINGS.has(fact.groupKind) ? withDefaultSubject(fact, namespace) : fact;
}

const BINDINGS: ReadonlySet<GroupKind> = new Set([
  "rbac.authorization.k8s.io/RoleBinding",
  "rbac.authorization.k8s.io/ClusterRoleBinding",
]);

/** Source: kustomize, NamespaceTransformer, `setRoleBindingSubjects: defaultOnly`. */
function withDefaultSubject(fact: Fact, namespace: string): Fact {
  return mapSubjects(fact, (subject) =>
    stringAt(subject, "kind") === "ServiceAccount" && stringAt(subject, "name") === "default"
      ? { ...subject, namespace }
      : subject,
  );
}

function mapSubjects(fact: Fact, change: (subject: JsonObject) => JsonObject): Fact {
  const subjects = listAt(fact.data, "subjects");
  const changed = subjects.map((subject) => (isObject(subject) ? change(subject) : subject));
  if (changed.every((subject, index) => subject === subjects[index]) || !isObject(fact.data)) return fact;
  return { ...fact, data: { ...fact.data, subjects: changed } };
}

/** Source: kustomize, PrefixTransformer, the kinds it skips. */
const KEEP_NAME: ReadonlySet<GroupKind> = new Set([
  "Namespace",
  "apiextensions.k8s.io/CustomResourceDefinition",
  "apiregistration.k8s.io/APIService",
]);

function rename(fact: Fact, { namePrefix, nameSuffix }: KustomizeTransform): Fact {
  if ((namePrefix === "" && nameSuffix === "") || fact.name === undefined || KEEP_NAME.has(fact.groupKind))
    return fact;
  return { ...fact, name: `${namePrefix}${fact.name}${nameSuffix}` };
}

/** Selectors that labels are added to, with whether one is made where none is. */
const SELECTORS: Readonly<
  Record<GroupKind, readonly { readonly path: readonly string[]; readonly create: boolean }[]>
> = {
  Service: [{ path: ["spec", "selector"], create: true }],
  ReplicationController: [{ path: ["selector"], create: true }],
  "apps/Deployment": [{ path: ["selector", "matchLabels"], create: true }],
  "apps/ReplicaSet": [{ path: ["selector", "matchLabels"], create: true }],
  "apps/DaemonSet": [{ path: ["selector", "matchLabels"], create: true }],
  "apps/StatefulSet": [{ path: ["selector", "matchLabels"], create: true }],
  "batch/Job": [{ path: ["selector", "matchLabels"], create: false }],
  "policy/PodDisruptionBudget": [{ path: ["spec", "selector", "matchLabels"], create: false }],
  "networking.k8s.io/NetworkPolicy": [
    { path: ["spec", "podSelector", "matchLabels"], create: false },
    { path: ["spec", "ingress", "*", "from", "*", "podSelector", "matchLabels"], create: false },
    { path: ["spec", "egress", "*", "to", "*", "podSelector", "matchLabels"], create: false },
  ],
};

/** Workloads whose pod templates kustomize labels. Source: `builtinpluginconsts/commonlabels.go`. */
const TEMPLATED: ReadonlySet<GroupKind> = new Set([
  "ReplicationController",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/DaemonSet",
  "apps/StatefulSet",
  "batch/Job",
  "batch/CronJob",
]);

function withLabels(fact: Fact, added: readonly AddedLabels[]): Fact {
  let result = fact;
  for (const { pairs, selectors, templates } of added) {
    result = { ...result, labels: { ...result.labels, ...pairs } };
    // A bare Pod's own labels are those of its pods.
    if (fact.groupKind === "Pod" || (templates && TEMPLATED.has(fact.groupKind)))
      result = mapPods(result, (pod) => ({ ...pod, labels: { ...stringMapAt(pod, "labels"), ...pairs } }));
    if (!selectors) continue;
    for (const { path, create } of SELECTORS[fact.groupKind] ?? []) {
      const data = mergeMaps(result.data, path, pairs, create);
      if (data !== undefined && data !== result.data) result = { ...result, data };
    }
  }
  return result;
}

function withAnnotations(fact: Fact, annotations: Readonly<Record<string, string>>): Fact {
  if (Object.keys(annotations).length === 0) return fact;
  const result = { ...fact, annotations: { ...fact.annotations, ...annotations } };
  if (fact.groupKind !== "Pod" && !TEMPLATED.has(fact.groupKind)) return result;
  return mapPods(result, (pod) => ({
    ...pod,
    annotations: { ...stringMapAt(pod, "annotations"), ...annotations },
  }));
}

function mapPods(fact: Fact, change: (pod: JsonObject) => JsonObject): Fact {
  const { data } = fact;
  if (!isObject(data) || !Array.isArray(data.pods)) return fact;
  return { ...fact, data: { ...data, pods: data.pods.map((pod) => (isObject(pod) ? change(pod) : pod)) } };
}

/** Adds members to the maps at a path, `"*"` standing for every item. */
function mergeMaps(
  value: JsonValue | undefined,
  path: readonly string[],
  pairs: Readonly<Record<string, string>>,
  create: boolean,
): JsonValue | undefined {
  const [segment, ...rest] = path;
  if (segment === undefined) {
    if (value === undefined || value === null) return create ? { ...pairs } : value;
    return isObject(value) ? { ...value, ...pairs } : value;
  }
  if (segment === "*")
    return Array.isArray(value) ? value.map((item) => mergeMaps(item, rest, pairs, create) ?? item) : value;
  const holder = value === undefined && create ? {} : value;
  if (!isObject(holder)) return value;
  const next = mergeMaps(holder[segment], rest, pairs, create);
  return next === holder[segment] ? value : { ...holder, [segment]: next };
}

const SCALED_KINDS: ReadonlySet<GroupKind> = new Set([
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "ReplicationController",
]);

function withReplicas(
  fact: Fact,
  replicas: KustomizeTransform["replicas"],
  earlierNames: readonly string[],
): Fact {
  if (!SCALED_KINDS.has(fact.groupKind) || !isObject(fact.data)) return fact;
  const found = replicas.findLast(({ name }) => name === fact.name || earlierNames.includes(name));
  return found ? { ...fact, data: { ...fact.data, replicas: found.count } } : fact;
}

function withImages(fact: Fact, images: readonly ImageChange[]): Fact {
  if (images.length === 0) return fact;
  return mapPods(fact, (pod) => ({
    ...pod,
    containers: listAt(pod, "containers").map((container) => {
      const image = stringAt(container, "image");
      return isObject(container) && image !== undefined
        ? { ...container, image: images.reduce(changeImage, image) }
        : container;
    }),
  }));
}

/** The image that a kustomization makes of one. Source: kustomize, `filters/imagetag`. */
export function changeImage(image: string, change: ImageChange): string {
  const at = image.indexOf("@");
  const untilDigest = at < 0 ? image : image.slice(0, at);
  const colon = untilDigest.lastIndexOf(":");
  const hasTag = colon > untilDigest.lastIndexOf("/");
  const name = hasTag ? untilDigest.slice(0, colon) : untilDigest;
  if (name !== change.name) return image;
  const newName = change.newName ?? name;
  if (change.newTag !== undefined && change.digest !== undefined)
    return `${newName}:${change.newTag}@${change.digest}`;
  if (change.newTag !== undefined) return `${newName}:${change.newTag}`;
  if (change.digest !== undefined) return `${newName}@${change.digest}`;
  return newName + image.slice(name.length);
}

/** Finds the resource that a name means, as the referrer knew it: by its present or an earlier name. */
type Resolver = (
  kinds: readonly GroupKind[],
  name: string,
  namespaces: readonly (string | undefined)[],
) => Fact | undefined;

function createResolver(facts: readonly NamedFact[], before: ReadonlyMap<Fact, Fact>): Resolver {
  const byName = new Map<string, { readonly fact: Fact; readonly namespace: string | undefined }[]>();
  for (const { fact, earlierNames } of facts) {
    const namespace = before.get(fact)?.namespace;
    for (const name of new Set([fact.name, ...earlierNames])) {
      const key = `${fact.groupKind}\u0000${name}`;
      byName.set(key, [...(byName.get(key) ?? []), { fact, namespace }]);
    }
  }
  return (kinds, name, namespaces) => {
    const candidates = kinds.flatMap((kind) => byName.get(`${kind}\u0000${name}`) ?? []);
    const near = candidates.filter(
      ({ fact, namespace: own }) =>
        isClusterScoped(fact.groupKind) || namespaces.includes(own) || namespaces.includes(fact.namespace),
    );
    return near.length === 1 ? near[0]?.fact : undefined;
  };
}

function withReferences(fact: Fact, earlier: Fact, resolve: Resolver): Fact {
  const isWorkload = isObject(fact.data) && Array.isArray(fact.data.pods);
  let result = fact;
  for (const { to, from, path } of NAME_REFERENCES) {
    if (path[0] === "subjects") continue;
    if (!from.includes(fact.groupKind) && !(isWorkload && from.includes("workload"))) continue;
    const data = replaceStrings(result.data, path, (name, holder) => {
      const kinds = kindsNamed(to, holder);
      return resolve(kinds, name, [earlier.namespace, fact.namespace])?.name ?? name;
    });
    if (data !== undefined && data !== result.data) result = { ...result, data };
  }
  return BINDINGS.has(fact.groupKind) ? withSubjects(result, earlier, resolve) : result;
}

/** Where the reference names its kind beside the name (`roleRef`, `scaleTargetRef`), only that one is meant. */
function kindsNamed(kinds: readonly GroupKind[], holder: JsonValue): readonly GroupKind[] {
  const kind = stringAt(holder, "kind");
  if (kind === undefined || kinds.length < 2) return kinds;
  const apiVersion = stringAt(holder, "apiVersion");
  const group = stringAt(holder, "apiGroup") ?? (apiVersion ? parseApiVersion(apiVersion).group : undefined);
  return kinds.filter((each) =>
    group === undefined ? each.replace(/^.*\//, "") === kind : each === groupKind({ group, kind }),
  );
}

/** A subject that is in sight follows its account, in name and namespace. */
function withSubjects(fact: Fact, earlier: Fact, resolve: Resolver): Fact {
  return mapSubjects(fact, (subject) => {
    if (stringAt(subject, "kind") !== "ServiceAccount") return subject;
    const name = stringAt(subject, "name") ?? "";
    const account = resolve(
      ["ServiceAccount"],
      name,
      stringAt(subject, "namespace") === undefined
        ? [earlier.namespace, fact.namespace]
        : [stringAt(subject, "namespace")],
    );
    if (!account?.name) return subject;
    return {
      ...subject,
      name: account.name,
      ...(account.namespace === undefined ? {} : { namespace: account.namespace }),
    };
  });
}
