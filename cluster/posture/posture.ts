import { stringAt } from "../../engine/kubernetes/fields";
import { type KubernetesMinor, parseKubernetesVersion } from "../../engine/kubernetes/kubernetes-version";
import { isSystemNamespace } from "../../engine/kubernetes/system-namespaces";
import type { Policy } from "../../engine/policy/policy";
import { type Collection, collectObjects } from "../listing/collect-objects";
import {
  ACCESS_KINDS,
  ADMISSION_KINDS,
  OTHER_KINDS,
  SUPPORT_KINDS,
  TRAFFIC_KINDS,
  WORKLOAD_LIST_KINDS,
} from "../listing/kinds";
import type { ListCache } from "../listing/list-cache";
import { liveFacts } from "../listing/live-facts";
import { listSecretNames, type SecretName } from "../listing/secret-names";
import { type AccessMatrix, accessMatrix, accountsOf } from "../matrix/access-matrix";
import { createLiveAccess, type LiveAccess } from "../matrix/live-access";
import { type SurplusSecretRead, surplusSecretReads } from "../matrix/secret-reads";
import type { ClusterApi } from "../transport/cluster-api";
import { inTurns, type Steps } from "./in-turns";
import { type LiveAnalysis, liveSteps } from "./live-findings";
import { type Survey, surveyCluster } from "./survey";

/** What a cluster is like: what rules say of its objects, and the stock that is taken of it. */
export interface Posture {
  readonly analysis: LiveAnalysis;
  readonly survey: Survey;
  /** The dangerous permissions of accounts outside of the cluster's own namespaces. */
  readonly access: AccessMatrix;
  readonly surplusSecretReads: readonly SurplusSecretRead[];
  /** Names and types of Secrets, where they were asked for. */
  readonly secrets?: readonly SecretName[];
  readonly kubernetesVersion: KubernetesMinor | undefined;
  readonly profile: string;
  /** The age of the oldest list: milliseconds since 1970. */
  readonly readAt: number;
  readonly objects: number;
}

/** What posture is asked with. */
export interface PostureOptions {
  readonly context: string;
  /** The policy for a cluster's version, once that is known. */
  readonly policyFor: (version: KubernetesMinor | undefined) => Policy | Promise<Policy>;
  /** Only this namespace; nothing is then judged to be absent. */
  readonly namespace?: string;
  /** `2026-05-01`. */
  readonly today: string;
  /** List the names and types of Secrets, which takes the right to read them; off unless the user asks for it. */
  readonly secretNames?: boolean;
}

/** Everything that posture reads. Secrets are not among it. */
export const POSTURE_KINDS = [
  ...SUPPORT_KINDS,
  ...WORKLOAD_LIST_KINDS,
  ...TRAFFIC_KINDS,
  ...ACCESS_KINDS,
  ...ADMISSION_KINDS,
  ...OTHER_KINDS,
];

/**
 * Reads a cluster's objects and judges them. What may not be read is told, and nothing is then taken to be absent.
 *
 * @throws ClusterError where the cluster cannot be asked at all
 */
export async function readPosture(
  api: ClusterApi,
  cache: ListCache,
  options: PostureOptions,
  signal?: AbortSignal,
): Promise<Posture> {
  const version = await api.read({ path: "/version" }, signal);
  const collection = await collectObjects(
    api,
    cache,
    {
      kinds: POSTURE_KINDS,
      ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    },
    signal,
  );
  const secrets = options.secretNames ? await secretNamesOf(api, collection, signal) : undefined;
  const minor = parseKubernetesVersion(stringAt(version, "gitVersion") ?? "");
  const policy = await options.policyFor(minor);
  return await inTurns(judge(collection, options, version, minor, policy, secrets), signal);
}

function* judge(
  { objects, unseen, readAt }: Collection,
  { context, namespace, today }: PostureOptions,
  version: Parameters<typeof surveyCluster>[0]["version"],
  minor: KubernetesMinor | undefined,
  policy: Policy,
  secrets: readonly SecretName[] | undefined,
): Steps<Posture> {
  const complete = unseen.length === 0 && namespace === undefined;
  const analysis = yield* liveSteps(context, objects, policy, complete, secrets);
  const facts = liveFacts(objects);
  yield;
  const access = createLiveAccess(facts, unseen);
  yield;
  return {
    analysis,
    survey: surveyCluster({
      context,
      objects,
      inventory: analysis.inventory,
      unseen,
      version,
      options: policy.options,
      today,
      secretsListed: secrets !== undefined,
    }),
    ...(secrets ? { secrets } : {}),
    access: accessMatrix(access, ownAccounts(access)),
    surplusSecretReads: surplusSecretReads(access, analysis.inventory.facts),
    kubernetesVersion: minor,
    profile: policy.profile.name,
    readAt,
    objects: objects.length,
  };
}

function ownAccounts(access: LiveAccess) {
  return accountsOf(access).filter(
    (subject) => subject.kind !== "ServiceAccount" || !isSystemNamespace(subject.namespace),
  );
}

/** One list for each namespace: a table of all namespaces would not say which a Secret is of. */
async function secretNamesOf(
  api: ClusterApi,
  { objects }: Collection,
  signal?: AbortSignal,
): Promise<SecretName[]> {
  const namespaces = objects.flatMap((object) =>
    object.kind === "Namespace" ? (stringAt(object, "metadata", "name") ?? []) : [],
  );
  const lists = await Promise.all(namespaces.map((namespace) => listSecretNames(api, namespace, signal)));
  return lists.flat();
}
