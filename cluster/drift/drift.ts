import type { JsonObject } from "../../engine/json";
import { isKubernetesResource } from "../../engine/kubernetes/classify";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import { groupKind, parseApiVersion } from "../../engine/kubernetes/resource";
import type { Unseen } from "../listing/collect-objects";
import { LISTED_KINDS, type LiveKind, listPath } from "../listing/kinds";
import type { ListCache, Listing } from "../listing/list-cache";
import { managedBy } from "../posture/managed";
import { ClusterError, problemOf } from "../problem";
import type { ClusterApi } from "../transport/cluster-api";
import type { ManifestIndex, ManifestResource } from "../triage/manifest-index";
import { kindOf, nameOf, namespaceOf } from "../triage/snapshot";
import { changedBy } from "./changed-by";
import { compareObject } from "./compare-object";
import type { Difference, DriftIdentity, ObjectDrift } from "./difference";
import { driftTexts } from "./drift-texts";
import { livePath } from "./live-path";
import { rollbackOf } from "./rollback";
import { withoutOrigin } from "./without-origin";

/** What differs between a workspace and a cluster. */
export interface Drift {
  /** Sorted by namespace, kind and name; objects that are the same are among them. */
  readonly objects: readonly ObjectDrift[];
  /** Kinds that could not be read: what they hold is not compared. */
  readonly unseen: readonly Unseen[];
}

/** What is compared. */
export interface DriftOptions {
  readonly manifests: ManifestIndex;
  /** Where resources live that name no namespace. */
  readonly defaultNamespace: string;
  /** Where those of a file live instead, as charts are released into a namespace. */
  readonly namespaceOf?: (file: string) => string | undefined;
  /** Only this namespace, and kinds that live in none. */
  readonly namespace?: string;
}

/** Kinds of which it is told what no manifest declares, in the namespaces that manifests name. */
const EXTRA_KINDS = new Set([
  "Pod",
  "Service",
  "ServiceAccount",
  "apps/Deployment",
  "apps/StatefulSet",
  "apps/DaemonSet",
  "batch/Job",
  "batch/CronJob",
  "networking.k8s.io/Ingress",
  "networking.k8s.io/NetworkPolicy",
  "rbac.authorization.k8s.io/Role",
  "rbac.authorization.k8s.io/RoleBinding",
]);

/**
 * Compares the manifests of a workspace with a cluster, reading only. Secrets are never read, so they are not compared.
 *
 * @throws ClusterError where the cluster cannot be asked at all
 */
export async function readDrift(
  api: ClusterApi,
  cache: ListCache,
  options: DriftOptions,
  signal?: AbortSignal,
): Promise<Drift> {
  const reader = createReader(api, cache, signal);
  const unseen = new Map<string, Unseen>();
  // Charts, kustomizations and pipelines are read as resources too, but no cluster knows them.
  const declared = (
    await Promise.all(
      options.manifests.resources
        .filter(({ resource }) => resource.name !== undefined && isKubernetesResource(resource))
        .map(async (manifest) => {
          const served = await reader.kindOf(manifest);
          const isNamespaced = "kind" in served ? served.kind?.namespaced : undefined;
          const place =
            manifest.resource.namespace ?? options.namespaceOf?.(manifest.file) ?? options.defaultNamespace;
          return { manifest, served, namespace: isNamespaced === false ? undefined : place };
        }),
    )
  ).filter(
    ({ namespace }) =>
      options.namespace === undefined || namespace === undefined || namespace === options.namespace,
  );
  // One list for each kind and namespace, all asked for before any is read.
  const objects = await Promise.all(
    declared.map(async ({ manifest, served, namespace }): Promise<ObjectDrift> => {
      const { resource } = manifest;
      const kind = groupKind(resource);
      const identity = identityOf(kind, namespace, resource.name ?? "");
      const place = manifest.place(["metadata", "name"]);
      const untouched = (note: string): ObjectDrift => ({
        object: identity,
        state: "not-compared",
        differences: [],
        place,
        note,
      });
      if (kind === "Secret") return untouched("Secrets are never read");
      if ("kind" in served && !served.kind) return untouched("the cluster does not serve this kind");
      const listing = "kind" in served ? await reader.list(served.kind, namespace) : served;
      if (listing.problem && listing.problem.kind !== "not-found") {
        unseen.set(kind, { groupKind: kind, problem: listing.problem });
        return untouched(listing.problem.message);
      }
      const live =
        "objects" in listing ? listing.objects.find((each) => nameOf(each) === resource.name) : undefined;
      if (!live) return { object: identity, state: "not-applied", differences: [], place };
      return await compared(identity, manifest, live, namespace);
    }),
  );
  const extras = await onlyInCluster();
  return {
    objects: [...objects, ...extras].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)),
    unseen: [...unseen.values()],
  };

  async function compared(
    identity: DriftIdentity,
    manifest: ManifestResource,
    live: JsonObject,
    namespace: string | undefined,
  ): Promise<ObjectDrift> {
    const declaredObject = withoutOrigin(manifest.resource.object);
    const isAutoscaled = await hasAutoscaler(identity, namespace);
    const differences = compareObject(declaredObject, live, {
      kind: identity.kind,
      isAutoscaled,
    }).map((difference): Difference => {
      const who = changedBy(live, livePath(declaredObject, live, difference.path));
      return who ? { ...difference, changedBy: who } : difference;
    });
    const [first] = differences;
    return {
      object: identity,
      state: first ? "differs" : "same",
      differences,
      ...(first ? { texts: driftTexts(declaredObject, live) } : {}),
      place: manifest.place(first?.path ?? ["metadata", "name"]),
      ...(identity.groupKind === "apps/Deployment" ? { rollback: await rollback(live, namespace) } : {}),
    };
  }

  async function rollback(live: JsonObject, namespace: string | undefined) {
    const [sets, maps] = await Promise.all([
      reader.list(kindNamed("apps/ReplicaSet"), namespace),
      reader.list(kindNamed("ConfigMap"), namespace),
    ]);
    return rollbackOf(live, sets.objects, maps.problem ? undefined : new Set(maps.objects.map(nameOf)));
  }

  async function hasAutoscaler(identity: DriftIdentity, namespace: string | undefined): Promise<boolean> {
    if (!/\/(Deployment|StatefulSet|ReplicaSet)$/.test(identity.groupKind)) return false;
    const { objects: live } = await reader.list(kindNamed("autoscaling/HorizontalPodAutoscaler"), namespace);
    const written = options.manifests.resources
      .filter(({ resource }) => groupKind(resource) === "autoscaling/HorizontalPodAutoscaler")
      .map(({ resource }) => resource.object);
    return [...live, ...written].some(
      (each) =>
        stringAt(each, "spec", "scaleTargetRef", "kind") === identity.kind &&
        stringAt(each, "spec", "scaleTargetRef", "name") === identity.name,
    );
  }

  async function onlyInCluster(): Promise<ObjectDrift[]> {
    const namespaces = [...new Set(declared.flatMap(({ namespace }) => namespace ?? []))].sort();
    const lists = await Promise.all(
      namespaces.flatMap((namespace) =>
        LISTED_KINDS.filter(({ groupKind: kind }) => EXTRA_KINDS.has(kind)).map(async (kind) => ({
          kind,
          listing: await reader.list(kind, namespace),
        })),
      ),
    );
    return lists.flatMap(({ kind, listing }) => {
      if (listing.problem && listing.problem.kind !== "not-found")
        unseen.set(kind.groupKind, { groupKind: kind.groupKind, problem: listing.problem });
      return listing.objects
        .filter(
          (live) => isOwn(live) && !options.manifests.find(kindOf(live), namespaceOf(live), nameOf(live)),
        )
        .map(
          (live): ObjectDrift => ({
            object: identityOf(kindOf(live), namespaceOf(live), nameOf(live)),
            state: "only-in-cluster",
            differences: [],
          }),
        );
    });
  }
}

/** Made by a person or a pipeline: nothing owns it, and no controller puts it into every namespace. */
function isOwn(live: JsonObject): boolean {
  if (mapsAt(live, "metadata", "ownerReferences").length > 0 || managedBy(live) !== undefined) return false;
  const kind = kindOf(live);
  if (kind === "ServiceAccount") return nameOf(live) !== "default";
  return !(kind === "Service" && nameOf(live) === "kubernetes" && namespaceOf(live) === "default");
}

interface Reader {
  /** Objects of a kind; of kinds that live in no namespace the namespace is left aside. */
  list(kind: LiveKind | undefined, namespace: string | undefined): Promise<Listing>;
  /** What a manifest becomes in this cluster; `undefined` where the cluster does not serve it. */
  kindOf(
    manifest: ManifestResource,
  ): Promise<{ readonly kind: LiveKind | undefined } | { readonly problem: Unseen["problem"] }>;
}

function createReader(api: ClusterApi, cache: ListCache, signal: AbortSignal | undefined): Reader {
  const resources = new Map<string, Promise<LiveKind[]>>();
  return {
    async list(kind, namespace) {
      if (kind?.version === undefined) return { objects: [], readAt: 0 };
      return await cache.list(listPath(kind, kind.version, namespace), { keepManagers: true }, signal);
    },
    async kindOf({ resource }) {
      const kind = groupKind(resource);
      const known = LISTED_KINDS.find((each) => each.groupKind === kind);
      if (known?.version !== undefined || kind === "Secret") return { kind: known };
      const { apiVersion } = resource;
      const asked = resources.get(apiVersion) ?? served(api, apiVersion, signal);
      resources.set(apiVersion, asked);
      try {
        return { kind: (await asked).find((each) => each.groupKind === kind) };
      } catch (error) {
        const problem = problemOf(error);
        if (problem.kind === "cancelled") throw error;
        return { problem };
      }
    },
  };
}

/** The kinds that a group and version serve. */
async function served(api: ClusterApi, apiVersion: string, signal?: AbortSignal): Promise<LiveKind[]> {
  const { group, version } = parseApiVersion(apiVersion);
  try {
    const list = await api.read({ path: group === "" ? `/api/${version}` : `/apis/${apiVersion}` }, signal);
    return mapsAt(list, "resources").flatMap(({ value }) => {
      const plural = stringAt(value, "name") ?? "";
      const kind = stringAt(value, "kind") ?? "";
      if (plural === "" || plural.includes("/")) return [];
      return [
        {
          groupKind: groupKind({ group, kind }),
          group,
          version,
          plural,
          namespaced: value.namespaced === true,
        },
      ];
    });
  } catch (error) {
    if (error instanceof ClusterError && error.problem.kind === "not-found") return [];
    throw error;
  }
}

function kindNamed(kind: string): LiveKind | undefined {
  return LISTED_KINDS.find((each) => each.groupKind === kind);
}

function identityOf(kind: string, namespace: string | undefined, name: string): DriftIdentity {
  return {
    groupKind: kind,
    kind: kind.slice(kind.indexOf("/") + 1),
    ...(namespace === undefined || namespace === "" ? {} : { namespace }),
    name,
  };
}

function sortKey({ object }: ObjectDrift): string {
  return [object.namespace ?? "", object.kind, object.name].join("\u0000");
}
