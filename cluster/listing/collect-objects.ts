import type { JsonObject } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import type { GroupKind } from "../../engine/kubernetes/resource";
import { ClusterError, type Problem, type ProblemKind } from "../problem";
import type { ClusterApi } from "../transport/cluster-api";
import { type LiveKind, listPath } from "./kinds";
import type { ListCache } from "./list-cache";
import type { ListOptions } from "./list-objects";

/** A kind whose objects could not be seen, and why. */
export interface Unseen {
  readonly groupKind: GroupKind;
  readonly problem: Problem;
}

/** Objects of several kinds, as they were at about the same moment. */
export interface Collection {
  /** In the order of the kinds, then as the API server lists them: by namespace and name. */
  readonly objects: readonly JsonObject[];
  /** Kinds that are not served are not among them: nothing of them exists. */
  readonly unseen: readonly Unseen[];
  /** The oldest of the lists, in milliseconds since 1970. */
  readonly readAt: number;
}

/** What is collected. */
export interface CollectOptions {
  readonly kinds: readonly LiveKind[];
  /** Only this namespace (and kinds that live in none). */
  readonly namespace?: string;
  readonly list?: ListOptions;
}

/** Problems of the cluster as a whole, not of one list. */
const NO_ANSWER: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  "unreachable",
  "timeout",
  "bad-certificate",
  "credential-plugin",
  "login-expired",
  "no-kubectl",
  "not-trusted",
  "throttled",
]);

/**
 * Lists the objects of several kinds, two lists at a time. What may not be read is told, never taken for empty.
 *
 * @throws ClusterError where the cluster cannot be asked at all, or it was cancelled
 */
export async function collectObjects(
  api: ClusterApi,
  cache: ListCache,
  { kinds, namespace, list = {} }: CollectOptions,
  signal?: AbortSignal,
): Promise<Collection> {
  const versions = kinds.some(({ version }) => version === undefined)
    ? await servedVersions(api, signal)
    : new Map<string, string>();
  const asked = kinds.flatMap((kind) => {
    const version = kind.version ?? versions.get(kind.group);
    return version === undefined ? [] : [{ kind, path: listPath(kind, version, namespace) }];
  });
  // The first list is waited for: where the cluster is not there, or the login is over, sixty more would say the same.
  const [first] = asked;
  const { problem } = first ? await cache.list(first.path, list, signal) : {};
  if (problem && NO_ANSWER.has(problem.kind)) throw new ClusterError(problem);
  const listings = await Promise.all(
    asked.map(async ({ kind, path }) => ({ kind, listing: await cache.list(path, list, signal) })),
  );
  return {
    objects: listings.flatMap(({ listing }) => listing.objects),
    unseen: listings.flatMap(({ kind, listing }) =>
      // The group is served, but not this kind of it: there is nothing to see.
      listing.problem === undefined || listing.problem.kind === "not-found"
        ? []
        : [{ groupKind: kind.groupKind, problem: listing.problem }],
    ),
    readAt: Math.min(...listings.map(({ listing }) => listing.readAt)),
  };
}

/**
 * The API groups that a cluster serves, each with the version it prefers; from one request.
 *
 * @throws ClusterError
 */
export async function servedVersions(
  api: ClusterApi,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const groups = await api.read({ path: "/apis" }, signal);
  return new Map(
    mapsAt(groups, "groups").flatMap(({ value }) => {
      const name = stringAt(value, "name");
      const version = stringAt(value, "preferredVersion", "version");
      return name && version ? [[name, version] as const] : [];
    }),
  );
}
