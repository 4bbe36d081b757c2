import { CelMap, Maybe, mapOf, Possible, Unknown, type Value } from "../../cel";
import { isObject, type JsonObject } from "../../json";
import { listAt, mapAt, stringAt, stringMapAt } from "../../kubernetes/fields";
import type { AdmissionRequest } from "./admission-request";
import { admittedObject, JOB_LABELS } from "./admitted-object";
import { type PodSurroundings, withPodAdmission } from "./pod-admission";

/** What is made of a template, and what its controller adds. */
interface Recipe {
  readonly apiVersion: string;
  readonly kind: string;
  readonly group: string;
  readonly resource: string;
  readonly controller: string;
  readonly labels: readonly string[];
  readonly annotations?: readonly string[];
}

const POD = { apiVersion: "v1", kind: "Pod", group: "", resource: "pods" } as const;
const HASH = "pod-template-hash";
const COMPLETION = [
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-index-failure-count",
];

/** By the kind that has the template. Source: the controllers of k8s.io/kubernetes pkg/controller. */
const PODS_OF: Readonly<Record<string, Recipe>> = {
  "apps/v1 ReplicaSet": { ...POD, controller: "replicaset-controller", labels: [HASH] },
  "v1 ReplicationController": { ...POD, controller: "replication-controller", labels: [] },
  "apps/v1 DaemonSet": {
    ...POD,
    controller: "daemon-set-controller",
    labels: ["controller-revision-hash", "pod-template-generation"],
  },
  "apps/v1 StatefulSet": {
    ...POD,
    controller: "statefulset-controller",
    labels: [
      "apps.kubernetes.io/pod-index",
      "controller-revision-hash",
      "statefulset.kubernetes.io/pod-name",
    ],
  },
  "batch/v1 Job": {
    ...POD,
    controller: "job-controller",
    labels: [...JOB_LABELS, ...COMPLETION],
    annotations: COMPLETION,
  },
};

const REPLICA_SET: Recipe = {
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  group: "apps",
  resource: "replicasets",
  controller: "deployment-controller",
  labels: [HASH],
  annotations: ["desired-replicas", "max-replicas", "revision"].map(
    (each) => `deployment.kubernetes.io/${each}`,
  ),
};

const JOB: Recipe = {
  apiVersion: "batch/v1",
  kind: "Job",
  group: "batch",
  resource: "jobs",
  controller: "cronjob-controller",
  labels: [],
  annotations: ["batch.kubernetes.io/cronjob-scheduled-timestamp"],
};

/**
 * What the controllers make of a workload, down to its pods: the ReplicaSet of a Deployment and its pods, the Jobs of a
 * CronJob and theirs. Empty for what makes nothing; a stretch that cannot be told ends the list.
 */
export function madeOf(
  object: JsonObject,
  namespace: string | undefined,
  surroundings: PodSurroundings,
): AdmissionRequest[] {
  const kind = `${String(object.apiVersion)} ${String(object.kind)}`;
  const spec = mapAt(object, "spec");
  if (kind === "apps/v1 Deployment") {
    if (spec.paused === true) return [];
    const replicaSet: JsonObject = {
      apiVersion: "apps/v1",
      kind: "ReplicaSet",
      metadata: {
        labels: mapAt(spec, "template", "metadata", "labels"),
        annotations: mapAt(object, "metadata", "annotations"),
      },
      spec: {
        replicas: spec.replicas ?? 1,
        ...(spec.minReadySeconds === undefined ? {} : { minReadySeconds: spec.minReadySeconds }),
        selector: mapAt(spec, "selector"),
        template: mapAt(spec, "template"),
      },
    };
    const request = made(replicaSet, REPLICA_SET, object, namespace);
    return request ? [withSelectors(request), ...madeOf(replicaSet, namespace, surroundings)] : [];
  }
  if (kind === "batch/v1 CronJob") {
    if (spec.suspend === true) return [];
    const template = mapAt(spec, "jobTemplate");
    const job: JsonObject = {
      apiVersion: "batch/v1",
      kind: "Job",
      metadata: {
        labels: mapAt(template, "metadata", "labels"),
        annotations: mapAt(template, "metadata", "annotations"),
      },
      spec: mapAt(template, "spec"),
    };
    const request = made(job, JOB, object, namespace);
    return request ? [request, ...madeOf(job, namespace, surroundings)] : [];
  }
  const recipe = PODS_OF[kind];
  if (!recipe || spec.suspend === true || spec.replicas === 0) return [];
  const template = mapAt(spec, "template");
  const pod: JsonObject = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      labels: mapAt(template, "metadata", "labels"),
      annotations: mapAt(template, "metadata", "annotations"),
      finalizers: listAt(template, "metadata", "finalizers").slice(),
    },
    spec: mapAt(template, "spec"),
  };
  const request = made(pod, recipe, object, namespace);
  if (!request) return [];
  const admitted = withPodAdmission(request.object, mapAt(template, "spec"), surroundings);
  return [{ ...request, object: withControllerFields(admitted, object) }];
}

function made(
  object: JsonObject,
  recipe: Recipe,
  owner: JsonObject,
  namespace: string | undefined,
): AdmissionRequest | undefined {
  const admitted = admittedObject({ object, namespace, isNamespaced: true });
  const metadata = admitted?.entries.get("metadata");
  if (!admitted || !(metadata instanceof CelMap)) return undefined;
  const { apiVersion, kind, group, resource, controller } = recipe;
  const byController = (what: string) => new Unknown(`${what} is made by the controller`);
  const entries = new Map<string, Value>(metadata.entries as ReadonlyMap<string, Value>);
  const ownName = stringAt(owner, "metadata", "name");
  entries.set(
    "name",
    new Possible("the name is made by the controller", (text) =>
      ownName !== undefined && !text.startsWith(ownName.slice(0, 40)) ? false : undefined,
    ),
  );
  entries.set("generateName", new Maybe(byController("the name")));
  entries.set("ownerReferences", byController("the owner"));
  entries.set("finalizers", new Maybe(byController("the list of finalizers")));
  const labels = stringMapAt(object, "metadata", "labels");
  const added = (known: Readonly<Record<string, string>>, keys: readonly string[]): CelMap => {
    const all = new Map<string, Value>(Object.entries(known));
    for (const key of keys) all.set(key, new Maybe(byController(key)));
    return new CelMap(all);
  };
  const hasLabels = Object.keys(labels).length > 0;
  if (hasLabels || recipe.labels.length > 0)
    entries.set("labels", hasLabels ? added(labels, recipe.labels) : new Maybe(added(labels, recipe.labels)));
  const { [LAST_APPLIED]: _applied, ...annotations } = stringMapAt(object, "metadata", "annotations");
  const notes = added(annotations, recipe.annotations ?? []);
  if (Object.keys(annotations).length > 0) entries.set("annotations", notes);
  else if (recipe.annotations) entries.set("annotations", new Maybe(notes));
  else entries.delete("annotations");
  return {
    group,
    version: apiVersion.slice(apiVersion.indexOf("/") + 1),
    kind,
    resource,
    isNamespaced: true,
    namespace,
    name: undefined,
    labels,
    madeLabels: recipe.labels,
    object: new CelMap(new Map(admitted.entries).set("metadata", new CelMap(entries)), admitted.open),
    userName: controllerName(controller),
    madeFor: String(owner.kind),
  };
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** A controller has an account of its own, or acts as the manager of all. */
function controllerName(controller: string): Possible {
  const names = [`system:serviceaccount:kube-system:${controller}`, "system:kube-controller-manager"];
  return new Possible("which account the controllers use is not known", (text) =>
    names.includes(text) ? undefined : false,
  );
}

/** The selector and the template of a ReplicaSet tell its pods from those of others by a hash. */
function withSelectors(request: AdmissionRequest): AdmissionRequest {
  const spec = request.object.entries.get("spec");
  if (!(spec instanceof CelMap)) return request;
  const unknown = new Unknown("the controller adds a hash");
  const entries = new Map(spec.entries).set("selector", unknown);
  const template = spec.entries.get("template");
  const metadata = template instanceof CelMap ? template.entries.get("metadata") : undefined;
  if (template instanceof CelMap && metadata instanceof CelMap) {
    const labels = metadata.entries.get("labels");
    const all = new Map(labels instanceof CelMap ? labels.entries : []).set(HASH, unknown);
    const own = new CelMap(new Map(metadata.entries).set("labels", new CelMap(all)));
    entries.set("template", new CelMap(new Map(template.entries).set("metadata", own)));
  }
  return { ...request, object: new CelMap(new Map(request.object.entries).set("spec", new CelMap(entries))) };
}

/** What a controller writes into the pods themselves. */
function withControllerFields(pod: CelMap, owner: JsonObject): CelMap {
  const spec = pod.entries.get("spec");
  if (!(spec instanceof CelMap)) return pod;
  const entries = new Map(spec.entries);
  const unknown = new Unknown("the controller sets it");
  const { kind } = owner;
  if (kind === "DaemonSet") {
    entries.set("affinity", unknown);
    entries.set("tolerations", unknown);
  }
  if (kind === "StatefulSet") {
    entries.set("hostname", unknown);
    entries.set("subdomain", new Maybe(unknown));
    const claims = listAt(owner, "spec", "volumeClaimTemplates").filter(isObject);
    const volumes = claims.map((claim) =>
      mapOf({
        name: stringAt(claim, "metadata", "name") ?? unknown,
        persistentVolumeClaim: mapOf({ claimName: unknown }),
      }),
    );
    const before = entries.get("volumes");
    const others = before instanceof Maybe ? before.value : before;
    if (volumes.length > 0) entries.set("volumes", [...volumes, ...(Array.isArray(others) ? others : [])]);
  }
  if (kind === "Job") {
    entries.set("hostname", new Maybe(unknown));
    entries.set("subdomain", new Maybe(unknown));
    if (stringAt(owner, "spec", "completionMode") === "Indexed") {
      entries.set("containers", unknown);
      entries.set("initContainers", new Maybe(unknown));
    }
  }
  return new CelMap(new Map(pod.entries).set("spec", new CelMap(entries)), pod.open);
}
